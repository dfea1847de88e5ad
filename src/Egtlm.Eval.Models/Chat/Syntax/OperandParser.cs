namespace Egtlm.Eval.Models.Chat.Syntax;

/// <summary>Parses literals, names, and what follows them: attributes, subscripts, calls, filters and tests.</summary>
internal sealed class OperandParser
{
    private readonly TokenReader _tokens;
    private readonly ExpressionParser _expressions;

    public OperandParser(TokenReader tokens, ExpressionParser expressions)
    {
        _tokens = tokens;
        _expressions = expressions;
        Calls = new CallParser(tokens, expressions, this);
    }

    public CallParser Calls { get; }

    public Expression ParseUnary() => ParseUnary(true);

    /// <summary>The argument of a test without parentheses: no operators, filters or tests.</summary>
    public Expression ParseSimple() => ParsePostfix(ParsePrimary());

    /// <summary>The filters of a block: the innermost input is null. Null where there is none.</summary>
    public FilterCall? ParseBlockFilter(bool needsPipe)
    {
        FilterCall? filter = null;
        while (needsPipe ? _tokens.SkipOperator("|") : filter is null || _tokens.SkipOperator("|"))
        {
            filter = Calls.ParseFilter(filter);
        }

        return filter;
    }

    private Expression ParseUnary(bool takesFilters)
    {
        var mark = _tokens.Current;
        var operand = _tokens.SkipOperator("-")
            ? new Unary(UnaryOperator.Minus, _tokens.Nested(() => ParseUnary(false)), mark.Offset)
            : _tokens.SkipOperator("+")
                ? new Unary(UnaryOperator.Plus, _tokens.Nested(() => ParseUnary(false)), mark.Offset)
                : ParsePrimary();
        operand = ParsePostfix(operand);
        return takesFilters ? ParseFilters(operand) : operand;
    }

    private Expression ParsePrimary()
    {
        var token = _tokens.Next();
        switch (token)
        {
            case { Kind: TokenKind.Name }:
                return NamedValue(token);
            case { Kind: TokenKind.Number }:
                return new Literal(token.Value, token.Offset);
            case { Kind: TokenKind.String }:
                return new Literal(ParseString(token.Text), token.Offset);
            case { Kind: TokenKind.Operator, Text: "(" }:
                var inner = _tokens.Nested(() => _expressions.ParseTuple(true, null, true));
                _tokens.Expect(")");
                return inner;
            case { Kind: TokenKind.Operator, Text: "[" }:
                return new ListLiteral(_tokens.ReadList("]", _expressions.Parse), false, token.Offset);
            case { Kind: TokenKind.Operator, Text: "{" }:
                return new DictLiteral(_tokens.ReadList("}", ParseEntry), token.Offset);
            default:
                throw _tokens.Error(token.Offset, $"expected an expression, found {token.Description}");
        }
    }

    private Expression NamedValue(Token token) => token.Text switch
    {
        "self" => throw _tokens.Error(token.Offset, "name 'self' is not supported"), // the template itself
        "true" or "True" => new Literal(true, token.Offset),
        "false" or "False" => new Literal(false, token.Offset),
        "none" or "None" => new Literal(null, token.Offset),
        _ => new NameReference(token.Text, token.Offset),
    };

    private string ParseString(string first)
    {
        while (_tokens.Current.Kind == TokenKind.String)
        {
            first += _tokens.Next().Text;
        }

        return first;
    }

    private DictEntry ParseEntry()
    {
        var key = _expressions.Parse();
        _tokens.Expect(":");
        return new DictEntry(key, _expressions.Parse());
    }

    private Expression ParsePostfix(Expression operand)
    {
        while (true)
        {
            var mark = _tokens.Current;
            if (_tokens.SkipOperator("."))
            {
                operand = ParseAttribute(operand, mark.Offset);
            }
            else if (_tokens.SkipOperator("["))
            {
                operand = SubscriptParser.Parse(_tokens, _expressions, operand, mark.Offset);
            }
            else if (mark.IsOperator("("))
            {
                operand = Calls.ParseCall(operand);
            }
            else
            {
                return operand;
            }
        }
    }

    private Expression ParseAttribute(Expression target, int offset)
    {
        var name = _tokens.Next();
        return name.Kind switch
        {
            TokenKind.Name => new AttributeAccess(target, name.Text, name.Offset),
            TokenKind.Number when name.Value is long =>
                new ItemAccess(target, new Literal(name.Value, name.Offset), offset),
            _ => throw _tokens.Error(name.Offset, $"expected a name after '.', found {name.Description}"),
        };
    }

    private Expression ParseFilters(Expression operand)
    {
        while (true)
        {
            if (_tokens.SkipOperator("|"))
            {
                operand = Calls.ParseFilter(operand);
            }
            else if (_tokens.Current.IsName("is"))
            {
                operand = Calls.ParseTest(operand);
            }
            else if (_tokens.Current.IsOperator("("))
            {
                operand = Calls.ParseCall(operand);
            }
            else
            {
                return operand;
            }
        }
    }
}
