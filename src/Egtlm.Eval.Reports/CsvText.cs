namespace Egtlm.Eval.Reports;

/// <summary>Comma-separated values. Source: RFC 4180, with LF.</summary>
internal static class CsvText
{
    /// <summary>A line without its end.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell));

    private static string Cell(string text) => text.AsSpan().ContainsAny(",\"\r\n")
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
