namespace Egtlm.Eval.Cli;

/// <summary>Aligned columns of plain text.</summary>
internal static class TextTable
{
    /// <summary>One line per row, two spaces between columns; columns whose header ends in <c>&gt;</c> are right aligned.</summary>
    public static IEnumerable<string> Lines(string[] headers, IReadOnlyList<string[]> rows)
    {
        bool[] isRight = [.. headers.Select(header => header.EndsWith('>'))];
        string[] titles = [.. headers.Select(header => header.TrimEnd('>'))];
        int[] widths = [.. titles.Select((title, i) => rows.Select(row => Width(row[i])).Append(Width(title)).Max())];
        return rows.Prepend(titles).Select(row => string.Join("  ", row.Select((cell, i) => isRight[i]
            ? new string(' ', widths[i] - Width(cell)) + cell
            : cell + new string(' ', widths[i] - Width(cell)))).TrimEnd());
    }

    /// <summary>Columns on a terminal: East Asian wide characters take two.</summary>
    private static int Width(string text) => text.EnumerateRunes().Sum(rune => rune.Value is
        (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0xa4cf) or (>= 0xac00 and <= 0xd7a3)
        or (>= 0xf900 and <= 0xfaff) or (>= 0xff00 and <= 0xff60) or (>= 0x1f300 and <= 0x1faff) ? 2 : 1);
}
