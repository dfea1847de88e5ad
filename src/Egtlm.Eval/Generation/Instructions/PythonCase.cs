using System.Globalization;
using System.Text;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>What Python's <c>str</c> says of a whole text, in which the reference is written.</summary>
internal static class PythonCase
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

    public static bool IsBlank(string text) => text.All(PythonText.IsWhiteSpace);

    /// <summary><c>str.isupper()</c>: some cased character, and all of those are capitals.</summary>
    public static bool IsUpper(string text) =>
        text.EnumerateRunes().Any(IsUpper) && !text.EnumerateRunes().Any(rune => IsLower(rune) || IsTitle(rune));

    /// <summary><c>str.islower()</c>: some cased character, and all of those are small.</summary>
    public static bool IsLower(string text) =>
        text.EnumerateRunes().Any(IsLower) && !text.EnumerateRunes().Any(rune => IsUpper(rune) || IsTitle(rune));

    private static bool IsUpper(Rune rune) => Rune.IsUpper(rune) || IsIn(rune, s_otherUpper);

    private static bool IsLower(Rune rune) => Rune.IsLower(rune) || IsIn(rune, s_otherLower);

    private static bool IsTitle(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.TitlecaseLetter;

    private static bool IsIn(Rune rune, (int First, int Last)[] ranges) =>
        Array.Exists(ranges, range => rune.Value >= range.First && rune.Value <= range.Last);
}
