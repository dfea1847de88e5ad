using System.Globalization;
using System.Text;

namespace Egtlm.Eval.Data;

/// <summary>Text functions with Python's idea of white space, letters and case, where .NET has another.</summary>
public static class PythonText
{
    // str.isspace, of one UTF-16 unit each. Char.IsWhiteSpace lacks U+001C to U+001F.
    private static readonly char[] s_whiteSpace =
    [
        .. "\t\n\u000b\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006",
        .. "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
    ];

    /// <summary>Python's <c>str.isspace</c> of one character.</summary>
    public static bool IsWhiteSpace(char unit) => Array.IndexOf(s_whiteSpace, unit) >= 0;

    /// <summary>
    /// What <c>\w</c> of Python's <c>re</c> matches: letters, numbers of every kind and the underscore.
    /// </summary>
    /// <remarks>.NET's <c>\w</c> has combining marks and connectors, and lacks numbers such as ².</remarks>
    public static bool IsWord(Rune rune) => Rune.IsLetter(rune) || rune.Value == '_'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber
            or UnicodeCategory.OtherNumber;

    /// <summary><c>text.strip()</c>.</summary>
    public static string Strip(string text) => Checked(text).Trim(s_whiteSpace);

    /// <summary><c>text.lstrip()</c>.</summary>
    public static string StripStart(string text) => Checked(text).TrimStart(s_whiteSpace);

    /// <summary><c>text.rstrip()</c>.</summary>
    public static string StripEnd(string text) => Checked(text).TrimEnd(s_whiteSpace);

    /// <summary><c>text.split()</c>: the pieces between runs of white space, empty ones left out.</summary>
    public static string[] Split(string text) =>
        Checked(text).Split(s_whiteSpace, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// Pieces of <c>re.split(r"\s+", text)</c>, empty ones counted: 1 for an empty text, 3 for " a ".
    /// </summary>
    public static int PieceCount(string text)
    {
        var count = 1;
        for (var i = 0; i < Checked(text).Length; i++)
        {
            count += IsWhiteSpace(text[i]) && (i == 0 || !IsWhiteSpace(text[i - 1])) ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// <c>text.lower()</c>: İ becomes i and a combining dot (two code points), a Σ that ends a word becomes ς.
    /// </summary>
    /// <remarks>Source: Unicode SpecialCasing.txt, CPython <c>handle_capital_sigma</c> (unicodeobject.c).</remarks>
    public static string Lower(string text)
    {
        Rune[] runes = [.. Checked(text).EnumerateRunes()];
        var lower = new StringBuilder(text.Length);
        for (var i = 0; i < runes.Length; i++)
        {
            _ = runes[i].Value switch
            {
                0x130 => lower.Append("i\u0307"),
                0x3A3 => lower.Append(EndsWord(runes, i) ? 'ς' : 'σ'),
                _ => lower.Append(Rune.ToLowerInvariant(runes[i]).ToString()),
            };
        }

        return lower.ToString();
    }

    // After a cased character and not in front of one; marks and apostrophes between do not count.
    private static bool EndsWord(Rune[] runes, int place)
    {
        var before = Array.FindLastIndex(runes, Math.Max(place - 1, 0), place, rune => !IsCaseIgnorable(rune));
        var after = Array.FindIndex(runes, place + 1, rune => !IsCaseIgnorable(rune));
        return before >= 0 && IsCased(runes[before]) && (after < 0 || !IsCased(runes[after]));
    }

    private static bool IsCased(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || rune.Value is 'ª' or 'º';

    private static bool IsCaseIgnorable(Rune rune) => rune.Value is '\'' or '.' or ':' or '·' or '’' or '‘'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;

    private static string Checked(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text;
    }
}
