namespace Egtlm.Eval.Reports.Comparisons;

/// <summary>GitHub Markdown from plain text.</summary>
public static class MarkdownText
{
    // Markup that a name, prompt or error could hold; HTML is markup in Markdown too.
    private const string Special = "\\`*_[]|~#";

    /// <summary>The text so that it is shown as it is, on one line.</summary>
    public static string Escape(string text) => string.Concat(text.Select(letter => letter switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '\n' or '\r' => " ",
        _ when Special.Contains(letter, StringComparison.Ordinal) => $"\\{letter}",
        _ => letter.ToString(),
    }));

    /// <param name="headers"><c>&gt;</c> at the end: right aligned.</param>
    public static string Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows) => string.Join(
        '\n',
        [
            Row(headers.Select(header => header.TrimEnd('>'))),
            $"| {string.Join(" | ", headers.Select(header => header.EndsWith('>') ? "---:" : "---"))} |",
            .. rows.Select(Row),
        ]);

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(Escape))} |";
}
