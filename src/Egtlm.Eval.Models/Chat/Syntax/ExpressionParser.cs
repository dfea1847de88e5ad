namespace Egtlm.Eval.Models.Chat.Syntax;

/// <summary>Parses the operators, from the loosest to the tightest. Source: Jinja's grammar.</summary>
internal sealed class ExpressionParser
{
    private readonly TokenReader _tokens;
    private readonly OperandParser _operands;

    public ExpressionParser(TokenReader tokens) => (_tokens, _operands) = (tokens, new OperandParser(tokens, this));

    public CallParser Calls => _operands.Calls;

    /// <inheritdoc cref="OperandParser.ParseBlockFilter"/>
    public FilterCall? ParseBlockFilter(bool needsPipe) => _operands.ParseBlockFilter(needsPipe);

    public Expression Parse() => _tokens.Nested(ParseConditional);

    /// <summary>An expression without <c>if</c>: what <c>for</c> and <c>if</c> tags take.</summary>
    public Expression ParseUnconditional() => _tokens.Nested(ParseOr);

    /// <summary>An expression, or a tuple where there are commas.</summary>
    /// <param name="isConditional">Whether <c>a if b else c</c> is allowed without parentheses.</param>
    /// <param name="endName">A name that ends the tuple.</param>
    public Expression ParseTuple(bool isConditional, string? endName = null, bool allowsEmpty = false)
    {
        var offset = _tokens.Current.Offset;
        var items = new List<Expression>();
        var isTuple = false;
        while (!IsTupleEnd(endName))
        {
            items.Add(isConditional ? Parse() : ParseUnconditional());
            if (!_tokens.SkipOperator(","))
            {
                break;
            }

            isTuple = true;
        }

        return isTuple || (items.Count == 0 && allowsEmpty)
            ? new ListLiteral(items, true, offset)
            : items.Count == 1 ? items[0] : throw _tokens.Unexpected("an expression");
    }

    private bool IsTupleEnd(string? endName) =>
        _tokens.Current.Kind is TokenKind.OutputEnd or TokenKind.BlockEnd
        || _tokens.Current.IsOperator(")")
        || (endName is not null && _tokens.Current.IsName(endName));

    private Expression ParseConditional()
    {
        var value = ParseOr();
        while (_tokens.Current is var mark && _tokens.SkipName("if"))
        {
            var test = ParseOr();
            value = new Conditional(test, value, _tokens.SkipName("else") ? Parse() : null, mark.Offset);
        }

        return value;
    }

    private Expression ParseOr()
    {
        var left = ParseAnd();
        while (_tokens.Current is var mark && _tokens.SkipName("or"))
        {
            left = new Logical(false, left, ParseAnd(), mark.Offset);
        }

        return left;
    }

    private Expression ParseAnd()
    {
        var left = ParseNot();
        while (_tokens.Current is var mark && _tokens.SkipName("and"))
        {
            left = new Logical(true, left, ParseNot(), mark.Offset);
        }

        return left;
    }

    private Expression ParseNot() => _tokens.Current is var mark && _tokens.SkipName("not")
        ? new Unary(UnaryOperator.Not, _tokens.Nested(ParseNot), mark.Offset)
        : ParseComparison();

    private Expression ParseComparison()
    {
        var offset = _tokens.Current.Offset;
        var first = ParseSum();
        var links = new List<ComparisonLink>();
        while (ComparisonMark() is { } mark)
        {
            offset = links.Count == 0 ? _tokens.Current.Offset : offset;
            _tokens.Next();
            if (mark == ComparisonOperator.NotIn)
            {
                _tokens.Next();
            }

            links.Add(new ComparisonLink(mark, ParseSum()));
        }

        return links.Count == 0 ? first : new Comparison(first, links, offset);
    }

    private ComparisonOperator? ComparisonMark() => _tokens.Current switch
    {
        { Kind: TokenKind.Operator, Text: "==" } => ComparisonOperator.Equal,
        { Kind: TokenKind.Operator, Text: "!=" } => ComparisonOperator.NotEqual,
        { Kind: TokenKind.Operator, Text: "<" } => ComparisonOperator.Less,
        { Kind: TokenKind.Operator, Text: "<=" } => ComparisonOperator.LessOrEqual,
        { Kind: TokenKind.Operator, Text: ">" } => ComparisonOperator.Greater,
        { Kind: TokenKind.Operator, Text: ">=" } => ComparisonOperator.GreaterOrEqual,
        { Kind: TokenKind.Name, Text: "in" } => ComparisonOperator.In,
        { Kind: TokenKind.Name, Text: "not" } when _tokens.Following.IsName("in") => ComparisonOperator.NotIn,
        _ => null,
    };

    private Expression ParseSum() => ParseChain(ParseConcatenation, text => text switch
    {
        "+" => BinaryOperator.Add,
        "-" => BinaryOperator.Subtract,
        _ => null,
    });

    private Expression ParseConcatenation()
    {
        var first = ParseProduct();
        if (!_tokens.Current.IsOperator("~"))
        {
            return first;
        }

        var offset = _tokens.Current.Offset;
        var operands = new List<Expression> { first };
        while (_tokens.SkipOperator("~"))
        {
            operands.Add(ParseProduct());
        }

        return new Concatenation(operands, offset);
    }

    private Expression ParseProduct() => ParseChain(ParsePower, text => text switch
    {
        "*" => BinaryOperator.Multiply,
        "/" => BinaryOperator.Divide,
        "//" => BinaryOperator.FloorDivide,
        "%" => BinaryOperator.Modulo,
        _ => null,
    });

    // Jinja's power groups from the left, unlike Python's: 2 ** 3 ** 2 is 64.
    private Expression ParsePower() =>
        ParseChain(_operands.ParseUnary, text => text == "**" ? BinaryOperator.Power : null);

    private Expression ParseChain(Func<Expression> parseOperand, Func<string, BinaryOperator?> operatorOf)
    {
        var left = parseOperand();
        while (_tokens.Current is { Kind: TokenKind.Operator } mark && operatorOf(mark.Text) is { } found)
        {
            _tokens.Next();
            left = new Binary(found, left, parseOperand(), mark.Offset);
        }

        return left;
    }
}
