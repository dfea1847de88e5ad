namespace Egtlm.Eval.Models.Chat.Syntax;

/// <summary>Parses a template into statements; what is outside of the subset is refused here.</summary>
internal sealed class TemplateParser
{
    private readonly TokenReader _tokens;
    private readonly ExpressionParser _expressions;
    private readonly BlockParser _blocks;

    private TemplateParser(TemplateSource source)
    {
        _tokens = new TokenReader(source);
        _expressions = new ExpressionParser(_tokens);
        _blocks = new BlockParser(_tokens, _expressions, this);
    }

    public static IReadOnlyList<Statement> Parse(TemplateSource source)
    {
        var parser = new TemplateParser(source);
        var statements = parser.ParseUntil([], null);
        parser._expressions.Calls.CheckNames();
        return statements;
    }

    /// <summary>Parses the rest of an opening tag's body; the end tag's name is taken, not what follows it.</summary>
    /// <param name="ends">Names of the tags that end the body.</param>
    /// <param name="opening">The tag that the body belongs to, for messages.</param>
    /// <returns>The body and the name that ended it.</returns>
    public (IReadOnlyList<Statement> Body, string End) ParseBody(Token opening, params string[] ends)
    {
        _tokens.SkipOperator(":");
        _tokens.Expect(TokenKind.BlockEnd);
        var body = _tokens.Nested(() => ParseUntil(ends, opening));
        return (body, _tokens.Next().Text);
    }

    private List<Statement> ParseUntil(string[] ends, Token? opening)
    {
        var statements = new List<Statement>();
        while (true)
        {
            var token = _tokens.Next();
            switch (token.Kind)
            {
                case TokenKind.Text:
                    statements.Add(new TextOutput(token.Text));
                    break;
                case TokenKind.OutputStart:
                    statements.Add(new Output(_expressions.ParseTuple(true)));
                    _tokens.Expect(TokenKind.OutputEnd);
                    break;
                case TokenKind.BlockStart when ends.Contains(_tokens.Current.Text):
                    return statements;
                case TokenKind.BlockStart:
                    statements.Add(_blocks.Parse(_tokens.ExpectAnyName()));
                    _tokens.Expect(TokenKind.BlockEnd);
                    break;
                default:
                    return opening is { } tag ? throw NotClosed(tag, ends[^1]) : statements;
            }
        }
    }

    private EvaluationException NotClosed(Token tag, string end) =>
        _tokens.Error(tag.Offset, $"tag '{tag.Text}' is not closed", $"close it with '{end}'");
}
