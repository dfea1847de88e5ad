using System.Globalization;
using System.Text;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>Upper and lower case and kinds of characters, as Python sees them.</summary>
internal static class LetterCase
{
    public static string Upper(string text) => string.Concat(text.EnumerateRunes().Select(UpperOf));

    public static string Lower(string text)
    {
        var lower = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            lower.Append(text[i] switch
            {
                // The two letters whose lower case is not one letter for one. Source: Unicode SpecialCasing.txt.
                'İ' => "i̇",
                'Σ' => IsFinalSigma(text, i) ? "ς" : "σ",
                _ => text[i].ToString(),
            });
        }

        return lower.ToString().ToLowerInvariant();
    }

    /// <summary>Python's <c>capitalize</c>: the first character in title case, the others in lower case.</summary>
    public static string Capitalize(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var length = char.IsSurrogatePair(text, 0) ? 2 : 1;
        return TitleOf(Rune.TryGetRuneAt(text, 0, out var rune) ? rune : Rune.ReplacementChar) + Lower(text)[length..];
    }

    /// <summary>Python's <c>title</c>: title case after what has no case, lower case after what has one.</summary>
    public static string Title(string text)
    {
        var title = new StringBuilder();
        var isInWord = false;
        foreach (var rune in text.EnumerateRunes())
        {
            title.Append(isInWord ? Lower(rune.ToString()) : TitleOf(rune));
            isInWord = Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter
                or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;
        }

        return title.ToString();
    }

    /// <summary>True where there is a character and all of them are of a kind.</summary>
    public static bool All(string text, Func<Rune, bool> isOfKind) =>
        text.Length > 0 && text.EnumerateRunes().All(isOfKind);

    public static bool IsDigit(Rune rune) => CharUnicodeInfo.GetDigitValue(rune.ToString(), 0) >= 0;

    public static bool IsAlphanumeric(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune);

    public static bool IsLower(string text) =>
        IsCased(text, UnicodeCategory.LowercaseLetter, UnicodeCategory.UppercaseLetter);

    public static bool IsUpper(string text) =>
        IsCased(text, UnicodeCategory.UppercaseLetter, UnicodeCategory.LowercaseLetter);

    private static bool IsCased(string text, UnicodeCategory wanted, UnicodeCategory other)
    {
        var categories = text.EnumerateRunes().Select(Rune.GetUnicodeCategory).ToArray();
        return categories.Contains(wanted)
            && !categories.Any(category => category == other || category == UnicodeCategory.TitlecaseLetter);
    }

    /// <summary>Upper case, but only for the first of the letters where there are several.</summary>
    private static string TitleOf(Rune rune)
    {
        // ǆ and the like are one character of two letters, with a title case of its own.
        var upper = rune.Value switch
        {
            'Ǆ' or 'ǅ' or 'ǆ' => "ǅ",
            'Ǉ' or 'ǈ' or 'ǉ' => "ǈ",
            'Ǌ' or 'ǋ' or 'ǌ' => "ǋ",
            'Ǳ' or 'ǲ' or 'ǳ' => "ǲ",
            _ => UpperOf(rune),
        };
        return upper.Length > rune.Utf16SequenceLength
            ? upper[..rune.Utf16SequenceLength] + Lower(upper[rune.Utf16SequenceLength..])
            : upper;
    }

    private static string UpperOf(Rune rune)
    {
        var upper = Rune.ToUpperInvariant(rune);
        return upper == rune ? Special(rune) ?? rune.ToString() : upper.ToString();
    }

    /// <summary>The letters of ordinary text whose upper case has several. Source: Unicode SpecialCasing.txt.</summary>
    private static string? Special(Rune rune) => rune.Value switch
    {
        'ß' => "SS",
        'ŉ' => "ʼN",
        'ǰ' => "J̌",
        'ﬀ' => "FF",
        'ﬁ' => "FI",
        'ﬂ' => "FL",
        'ﬃ' => "FFI",
        'ﬄ' => "FFL",
        'ﬅ' or 'ﬆ' => "ST",
        _ => null,
    };

    /// <summary>A sigma that ends a word is written differently.</summary>
    private static bool IsFinalSigma(string text, int at) =>
        at > 0 && char.IsLetter(text[at - 1]) && !(at + 1 < text.Length && char.IsLetter(text[at + 1]));
}
