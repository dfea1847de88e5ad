using System.Globalization;
using System.Text;

namespace Egtlm.Eval.Reports.Charts;

/// <summary>How wide a text is, before it is known which font draws it.</summary>
internal static class TextWidth
{
    /// <summary>Pixels, as a wide font such as DejaVu Sans needs.</summary>
    public static double Of(string text, double size, bool isBold = false) =>
        text.EnumerateRunes().Sum(Share) * size * (isBold ? 1.1 : 1);

    /// <summary>The text, or its two ends with an ellipsis between where it is wider than <paramref name="width"/>.
    /// </summary>
    public static string Shorten(string text, double width, double size, bool isBold = false)
    {
        if (Of(text, size, isBold) <= width)
        {
            return text;
        }

        int[] starts = StringInfo.ParseCombiningCharacters(text);
        for (var kept = starts.Length - 1; kept > 1; kept--)
        {
            // The end of a name tells more than its middle: versions, sizes and languages stand there.
            var head = text[..starts[(kept + 1) / 2]];
            var shorter = $"{head}…{text[starts[starts.Length - kept / 2]..]}";
            if (Of(shorter, size, isBold) <= width)
            {
                return shorter;
            }
        }

        return "…";
    }

    // Ems. Above U+2E80 lie the scripts of East Asia and emoji, one em wide each.
    private static double Share(Rune rune) => rune.Value switch
    {
        >= 0x2e80 => 1.0,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format => 0,
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ' ' or '\'' or '|' => 0.33,
        't' or 'f' or 'r' or '-' or '(' or ')' or '[' or ']' => 0.41,
        'm' or 'M' or 'w' or 'W' or '@' or '%' => 0.95,
        >= 'A' and <= 'Z' => 0.7,
        >= '+' and <= '<' => 0.65,
        _ => 0.63,
    };
}
