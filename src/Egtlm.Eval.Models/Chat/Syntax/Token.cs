namespace Egtlm.Eval.Models.Chat.Syntax;

internal enum TokenKind
{
    Text,
    OutputStart,
    OutputEnd,
    BlockStart,
    BlockEnd,
    Name,
    String,
    Number,
    Operator,
    End,
}

/// <summary>A piece of a template.</summary>
/// <param name="Text">The name, the operator, the plain text or the value of a string.</param>
/// <param name="Value">The value of a number.</param>
/// <param name="Offset">Where it starts in the source.</param>
internal readonly record struct Token(TokenKind Kind, string Text, object? Value, int Offset)
{
    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;

    public bool IsOperator(string text) => Kind == TokenKind.Operator && Text == text;

    /// <summary>The token in a message.</summary>
    public string Description => Kind switch
    {
        TokenKind.Text => "template text",
        TokenKind.OutputStart => "'{{'",
        TokenKind.OutputEnd => "'}}'",
        TokenKind.BlockStart => "'{%'",
        TokenKind.BlockEnd => "'%}'",
        TokenKind.String => "a string",
        TokenKind.Number => "a number",
        TokenKind.End => "the end of the template",
        TokenKind.Name or TokenKind.Operator => $"'{Text}'",
    };
}
