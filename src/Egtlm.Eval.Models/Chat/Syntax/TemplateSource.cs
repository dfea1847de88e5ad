namespace Egtlm.Eval.Models.Chat.Syntax;

/// <summary>The text of a template as Jinja reads it, and the place of an offset for messages.</summary>
internal sealed class TemplateSource
{
    /// <summary>Longer templates than any published one (Llama-4's has 8,000 characters) are refused.</summary>
    private const int MostCharacters = 1_000_000;

    public TemplateSource(string text)
    {
        // Jinja reads \r\n and \r as \n and drops one newline at the end (keep_trailing_newline is off).
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        Text = lines.EndsWith('\n') ? lines[..^1] : lines;
        if (Text.Length > MostCharacters)
        {
            throw new EvaluationException(
                $"the chat template has {Text.Length} characters, more than {MostCharacters}",
                "is the file really a chat template?");
        }
    }

    public string Text { get; }

    /// <summary>
    /// Says where the failure is: <c>chat template line 3, column 8: ...</c>; from 1, columns in code points.
    /// </summary>
    public EvaluationException Error(int offset, string message, string? hint = null)
    {
        var before = Text.AsSpan(0, Math.Min(offset, Text.Length));
        var line = before.Count('\n') + 1;
        var start = before.LastIndexOf('\n') + 1;
        var column = 1;
        foreach (var unit in before[start..])
        {
            column += char.IsLowSurrogate(unit) ? 0 : 1;
        }

        return new EvaluationException($"chat template line {line}, column {column}: {message}", hint);
    }
}
