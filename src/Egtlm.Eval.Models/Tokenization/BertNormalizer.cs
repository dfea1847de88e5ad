using System.Globalization;
using System.Text;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>BERT's cleaning: controls out, Chinese characters apart, accents off, lower case; in that order.</summary>
/// <param name="StripsAccents">Null follows <paramref name="Lowercases"/>.</param>
internal sealed record BertNormalizer(
    bool CleansText, bool SeparatesChinese, bool? StripsAccents, bool Lowercases) : INormalizer
{
    public static BertNormalizer Read(JsonPart part)
    {
        UnicodeText.RequireNormalization(part.Place);
        return new BertNormalizer(
            part.FlagOr("clean_text", true),
            part.FlagOr("handle_chinese_chars", true),
            part.Find("strip_accents")?.Flag,
            part.FlagOr("lowercase", true));
    }

    public string Normalize(string text)
    {
        var output = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            AppendClean(output, rune);
        }

        var cleaned = output.ToString();
        var strips = (StripsAccents ?? Lowercases) && !Ascii.IsValid(cleaned);
        if (!strips)
        {
            return Lowercases ? Lower(cleaned, false) : cleaned;
        }

        return Lower(UnicodeText.Normalize(cleaned, NormalizationForm.FormD), true);
    }

    private void AppendClean(StringBuilder output, Rune rune)
    {
        if (CleansText && IsDropped(rune))
        {
            return;
        }

        if (SeparatesChinese && IsChinese(rune.Value))
        {
            output.Append(' ');
            UnicodeText.Append(output, rune);
            output.Append(' ');
        }
        else if (CleansText && Rune.IsWhiteSpace(rune))
        {
            output.Append(' ');
        }
        else
        {
            UnicodeText.Append(output, rune);
        }
    }

    private string Lower(string text, bool strips)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        var output = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            if (strips && Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (Lowercases)
            {
                UnicodeText.AppendLower(output, rune);
            }
            else
            {
                UnicodeText.Append(output, rune);
            }
        }

        return output.ToString();
    }

    // Cc, Cf and Co, but not unassigned code points: the tables of the reference stop there.
    private static bool IsDropped(Rune rune) => rune.Value switch
    {
        '\t' or '\n' or '\r' => false,
        0 or 0xFFFD => true,
        _ => Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse,
    };

    // The CJK ideograph blocks of BERT's tokenization.py; extension E starts at 2B920 in the tokenizers library.
    private static bool IsChinese(int c) => c is
        (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF)
        or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
