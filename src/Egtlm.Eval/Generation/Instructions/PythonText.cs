using System.Globalization;
using System.Text;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>String methods with the rules of Python's <c>str</c>, in which the reference is written.</summary>
internal static class PythonText
{
    // Code points outside Lu and Ll that Unicode calls Uppercase or Lowercase. Source: Unicode 15 PropList.txt,
    // Other_Uppercase and Other_Lowercase (letters and marks that look like small or capital ones).
    private static readonly (int First, int Last)[] s_otherUpper =
        [(0x2160, 0x216F), (0x24B6, 0x24CF), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189)];

    private static readonly (int First, int Last)[] s_otherLower =
    [
        (0xAA, 0xAA), (0xBA, 0xBA), (0x2B0, 0x2B8), (0x2C0, 0x2C1), (0x2E0, 0x2E4), (0x345, 0x345), (0x37A, 0x37A),
        (0x1D2C, 0x1D6A), (0x1D78, 0x1D78), (0x1D9B, 0x1DBF), (0x2071, 0x2071), (0x207F, 0x207F), (0x2090, 0x209C),
        (0x2170, 0x217F), (0x24D0, 0x24E9), (0x2C7C, 0x2C7D), (0xA69C, 0xA69D), (0xA770, 0xA770), (0xA7F8, 0xA7F9),
        (0xAB5C, 0xAB5F),
    ];

    /// <summary>Whether Python's <c>str.isspace</c> holds: .NET's white space and U+001C to U+001F.</summary>
    public static bool IsSpace(char unit) => char.IsWhiteSpace(unit) || unit is >= '\u001C' and <= '\u001F';

    /// <summary>Without white space at both ends, as <c>str.strip()</c>.</summary>
    public static string Strip(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    public static bool IsBlank(string text) => text.All(IsSpace);

    /// <summary>Parts between white space, as <c>str.split()</c>: none is empty.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        List<string> parts = [];
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            while (at < text.Length && !IsSpace(text[at]))
            {
                at++;
            }

            if (at > start)
            {
                parts.Add(text[start..at]);
            }

            at++;
        }

        return parts;
    }

    /// <summary><c>str.lower()</c>, but a capital sigma at the end of a word becomes σ, not ς.</summary>
    public static string Lower(string text) =>
        text.Replace("İ", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary><c>str.isupper()</c>: some cased character, and all of those are capitals.</summary>
    public static bool IsUpper(string text) =>
        text.EnumerateRunes().Any(IsUpper) && !text.EnumerateRunes().Any(rune => IsLower(rune) || IsTitle(rune));

    /// <summary><c>str.islower()</c>: some cased character, and all of those are small.</summary>
    public static bool IsLower(string text) =>
        text.EnumerateRunes().Any(IsLower) && !text.EnumerateRunes().Any(rune => IsUpper(rune) || IsTitle(rune));

    /// <summary>Whether Python's <c>\w</c> matches: letters, numbers and <c>_</c>; no combining marks.</summary>
    public static bool IsWord(Rune rune) =>
        rune.Value == '_' || Rune.IsLetter(rune) || Rune.IsNumber(rune);

    private static bool IsUpper(Rune rune) => Rune.IsUpper(rune) || IsIn(rune, s_otherUpper);

    private static bool IsLower(Rune rune) => Rune.IsLower(rune) || IsIn(rune, s_otherLower);

    private static bool IsTitle(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.TitlecaseLetter;

    private static bool IsIn(Rune rune, (int First, int Last)[] ranges) =>
        Array.Exists(ranges, range => rune.Value >= range.First && rune.Value <= range.Last);
}
