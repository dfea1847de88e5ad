using System.Buffers;
using System.Globalization;
using System.Text;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>What the reference tools mean by a normal form, a letter case or punctuation, where .NET differs.</summary>
internal static class UnicodeText
{
    private static readonly SearchValues<char> AsciiPunctuation =
        SearchValues.Create("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

    /// <summary>Lone surrogates become U+FFFD: no UTF-8 text, hence no vocabulary, holds them.</summary>
    public static string WellFormed(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0
            ? text
            : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>The normal form of any text; .NET alone refuses U+FFFE, which never composes.</summary>
    public static string Normalize(string text, NormalizationForm form) =>
        text.Contains('\uFFFE', StringComparison.Ordinal)
            ? string.Join('\uFFFE', text.Split('\uFFFE').Select(part => part.Normalize(form)))
            : text.Normalize(form);

    /// <summary>Fails where .NET runs without ICU: it then returns text unnormalised and says nothing.</summary>
    public static void RequireNormalization(string place)
    {
        if ("e\u0301".Normalize(NormalizationForm.FormC).Length != 1)
        {
            throw new EvaluationException(
                $"{place}: this tokenizer needs Unicode normal forms, which .NET lacks in invariant mode",
                "install the ICU library (libicu) and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");
        }
    }

    /// <summary>Appends the full lower case of one character, free of context as in Rust.</summary>
    public static void AppendLower(StringBuilder output, Rune rune)
    {
        if (rune.Value == 0x130)
        {
            // The only character with an unconditional lower case of two characters (Unicode SpecialCasing.txt).
            output.Append("i\u0307");
            return;
        }

        Append(output, Rune.ToLowerInvariant(rune));
    }

    public static void Append(StringBuilder output, Rune rune)
    {
        if (rune.IsBmp)
        {
            output.Append((char)rune.Value);
            return;
        }

        Span<char> pair = stackalloc char[2];
        rune.EncodeToUtf16(pair);
        output.Append(pair);
    }

    /// <summary>All ASCII symbols and the categories P*, as BERT has it.</summary>
    public static bool IsPunctuation(Rune rune) => rune.IsAscii
        ? AsciiPunctuation.Contains((char)rune.Value)
        : IsPunctuation(Rune.GetUnicodeCategory(rune));

    public static bool IsPunctuation(UnicodeCategory category) =>
        category is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    public static bool IsNumber(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>The character at a position of well-formed text.</summary>
    public static Rune RuneAt(ReadOnlySpan<char> text, int position) => char.IsHighSurrogate(text[position])
        ? new Rune(text[position], text[position + 1])
        : new Rune(text[position]);
}
