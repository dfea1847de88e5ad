using System.Text;

namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>Python's view of a string: a row of code points, with its own idea of blanks and lines.</summary>
internal static class PythonString
{
    /// <summary>Python's <c>str.isspace</c>. Char.IsWhiteSpace lacks U+001C to U+001F.</summary>
    public static bool IsSpace(char unit) => char.IsWhiteSpace(unit) || unit is >= '\u001c' and <= '\u001f';

    public static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> text)
    {
        while (text.Length > 0 && IsSpace(text[^1]))
        {
            text = text[..^1];
        }

        return text;
    }

    public static ReadOnlySpan<char> TrimStart(ReadOnlySpan<char> text)
    {
        while (text.Length > 0 && IsSpace(text[0]))
        {
            text = text[1..];
        }

        return text;
    }

    /// <summary>Python's <c>strip</c>.</summary>
    /// <param name="characters">The characters to take off; null: blanks.</param>
    public static string Strip(string text, string? characters, bool fromStart, bool fromEnd)
    {
        if (characters is null)
        {
            var span = fromStart ? TrimStart(text) : text;
            return (fromEnd ? TrimEnd(span) : span).ToString();
        }

        var runes = CodePoints(text);
        var taken = CodePoints(characters);
        var (start, end) = (0, runes.Length);
        while (fromStart && start < end && taken.Contains(runes[start]))
        {
            start++;
        }

        while (fromEnd && end > start && taken.Contains(runes[end - 1]))
        {
            end--;
        }

        return string.Concat(runes[start..end]);
    }

    /// <summary>The number of code points.</summary>
    public static int Length(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            count -= char.IsSurrogatePair(text[i - 1], text[i]) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The code points, each as a string; a lone surrogate is one.</summary>
    public static string[] CodePoints(string text)
    {
        var points = new List<string>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var length = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? 2 : 1;
            points.Add(text.Substring(i, length));
            i += length - 1;
        }

        return [.. points];
    }

    public static IEnumerable<object?> Characters(string text) => CodePoints(text);

    /// <summary>Python's <c>splitlines</c>: more marks than a newline end a line.</summary>
    public static List<string> Lines(string text, bool keepsEnds = false)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && !EndsLine(text[end]))
            {
                end++;
            }

            var isPair = end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n';
            var next = Math.Min(end + (isPair ? 2 : 1), text.Length);
            lines.Add(text[start..(keepsEnds ? next : end)]);
            start = next;
        }

        return lines;
    }

    /// <summary>Python's <c>isprintable</c>, for <c>repr</c>.</summary>
    public static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        System.Globalization.UnicodeCategory.Control
        or System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.Surrogate
        or System.Globalization.UnicodeCategory.PrivateUse
        or System.Globalization.UnicodeCategory.OtherNotAssigned
        or System.Globalization.UnicodeCategory.LineSeparator
        or System.Globalization.UnicodeCategory.ParagraphSeparator
        or System.Globalization.UnicodeCategory.SpaceSeparator);

    private static bool EndsLine(char unit) => unit is '\n' or '\r' or '\v' or '\f'
        or '\u001c' or '\u001d' or '\u001e' or '\u0085' or '\u2028' or '\u2029';
}
