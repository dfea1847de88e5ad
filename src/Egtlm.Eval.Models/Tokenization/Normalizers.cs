using System.Globalization;
using System.Text;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Reads the normalizer of a tokenizer file.</summary>
internal static class Normalizers
{
    private const string Supported =
        "BertNormalizer, NFC, NFD, NFKC, NFKD, Lowercase, Prepend, Replace, Strip, StripAccents, Precompiled, Sequence";

    public static INormalizer Read(JsonPart part) => part.Type switch
    {
        "BertNormalizer" => BertNormalizer.Read(part),
        "NFC" => FormNormalizer.Read(part, NormalizationForm.FormC),
        "NFD" => FormNormalizer.Read(part, NormalizationForm.FormD),
        "NFKC" => FormNormalizer.Read(part, NormalizationForm.FormKC),
        "NFKD" => FormNormalizer.Read(part, NormalizationForm.FormKD),
        "Lowercase" => new LowercaseNormalizer(),
        "Prepend" => new PrependNormalizer(part["prepend"].Text),
        "Replace" => new ReplaceNormalizer(Replacement.Read(part)),
        "Strip" => new StripNormalizer(part.FlagOr("strip_left", false), part.FlagOr("strip_right", false)),
        "StripAccents" => new StripAccentsNormalizer(),
        "Precompiled" => PrecompiledNormalizer.Read(part),
        "Sequence" => new NormalizerSequence([.. part["normalizers"].Items().Select(Read)]),
        _ => throw part.Unsupported("normalizer", Supported),
    };
}

internal sealed record NormalizerSequence(IReadOnlyList<INormalizer> Steps) : INormalizer
{
    public string Normalize(string text) => Steps.Aggregate(text, (current, step) => step.Normalize(current));
}

internal sealed record FormNormalizer(NormalizationForm Form) : INormalizer
{
    public static FormNormalizer Read(JsonPart part, NormalizationForm form)
    {
        UnicodeText.RequireNormalization(part.Place);
        return new FormNormalizer(form);
    }

    public string Normalize(string text) => UnicodeText.Normalize(text, Form);
}

internal sealed record LowercaseNormalizer : INormalizer
{
    public string Normalize(string text)
    {
        var output = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            UnicodeText.AppendLower(output, rune);
        }

        return output.ToString();
    }
}

internal sealed record PrependNormalizer(string Prefix) : INormalizer
{
    public string Normalize(string text) => text.Length == 0 ? text : Prefix + text;
}

internal sealed record ReplaceNormalizer(Replacement Replacement) : INormalizer
{
    public string Normalize(string text) => Replacement.Apply(text);
}

internal sealed record StripNormalizer(bool Left, bool Right) : INormalizer
{
    public string Normalize(string text)
    {
        var stripped = Left ? text.TrimStart() : text;
        return Right ? stripped.TrimEnd() : stripped;
    }
}

/// <summary>Drops every combining mark (M*); decomposes nothing.</summary>
internal sealed record StripAccentsNormalizer : INormalizer
{
    public string Normalize(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark))
            {
                UnicodeText.Append(output, rune);
            }
        }

        return output.ToString();
    }
}
