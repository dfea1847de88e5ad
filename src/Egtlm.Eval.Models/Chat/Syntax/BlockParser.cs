namespace Egtlm.Eval.Models.Chat.Syntax;

/// <summary>Parses the statements: one method per tag.</summary>
internal sealed class BlockParser(TokenReader tokens, ExpressionParser expressions, TemplateParser template)
{
    private static readonly string[] Tags =
    [
        "break", "call", "continue", "filter", "for", "generation", "if", "macro", "raw", "set", "with",
    ];

    private readonly MacroParser _macros = new(tokens, expressions, template);

    /// <summary>Loops around the current place that <c>break</c> could leave; a macro hides those around it.</summary>
    private int _loops;

    public Statement Parse(Token tag) => tag.Text switch
    {
        "if" => ParseIf(tag),
        "for" => ParseFor(tag),
        "set" => ParseSet(tag),
        "with" => ParseWith(tag),
        "filter" => ParseFilter(tag),
        "macro" => OutsideOfLoops(() => _macros.ParseMacro(tag)),
        "call" => OutsideOfLoops(() => _macros.ParseCall(tag)),
        "generation" => OutsideOfLoops(() => new GenerationBlock(template.ParseBody(tag, "endgeneration").Body)),
        "break" or "continue" when _loops > 0 => new LoopExit(tag.Text == "break"),
        "break" or "continue" => throw tokens.Error(tag.Offset, $"'{tag.Text}' outside of a loop"),
        _ when tag.Text.StartsWith("end", StringComparison.Ordinal) || tag.Text is "else" or "elif" =>
            throw tokens.Error(tag.Offset, $"unexpected tag '{tag.Text}': nothing is open that it belongs to"),
        _ => throw tokens.Unsupported(tag.Offset, $"tag '{tag.Text}'", Tags),
    };

    private T OutsideOfLoops<T>(Func<T> parse)
    {
        var loops = _loops;
        _loops = 0;
        var parsed = parse();
        _loops = loops;
        return parsed;
    }

    private If ParseIf(Token tag)
    {
        var branches = new List<IfBranch>();
        while (true)
        {
            var test = expressions.ParseTuple(false);
            var (body, end) = template.ParseBody(tag, "elif", "else", "endif");
            branches.Add(new IfBranch(test, body));
            if (end != "elif")
            {
                return new If(branches, end == "else" ? template.ParseBody(tag, "endif").Body : []);
            }
        }
    }

    private For ParseFor(Token tag)
    {
        var target = TargetParser.Parse(tokens, false);
        tokens.ExpectName("in");
        var items = expressions.ParseTuple(false, "recursive");
        var filter = tokens.SkipName("if") ? expressions.Parse() : null;
        if (tokens.Current.IsName("recursive"))
        {
            throw tokens.Error(tokens.Current.Offset, "a 'recursive' loop is not supported", "a macro can call itself");
        }

        _loops++;
        var (body, end) = template.ParseBody(tag, "else", "endfor");
        _loops--;
        var otherwise = end == "else" ? template.ParseBody(tag, "endfor").Body : [];
        return new For(target, items, filter, body, otherwise);
    }

    private Statement ParseSet(Token tag)
    {
        var target = TargetParser.Parse(tokens, true);
        if (tokens.SkipOperator("="))
        {
            return new Set(target, expressions.ParseTuple(true));
        }

        var filter = expressions.ParseBlockFilter(true);
        return new SetBlock(target, filter, template.ParseBody(tag, "endset").Body);
    }

    private With ParseWith(Token tag)
    {
        var assignments = new List<Set>();
        while (tokens.Current.Kind != TokenKind.BlockEnd)
        {
            if (assignments.Count > 0)
            {
                tokens.Expect(",");
            }

            var name = TargetParser.ParseName(tokens);
            tokens.Expect("=");
            assignments.Add(new Set(new NameTarget(name.Text, name.Offset), expressions.Parse()));
        }

        return new With(assignments, template.ParseBody(tag, "endwith").Body);
    }

    private FilterBlock ParseFilter(Token tag)
    {
        var filter = expressions.ParseBlockFilter(false)!; // not null: one is demanded
        return new FilterBlock(filter, template.ParseBody(tag, "endfilter").Body);
    }
}
