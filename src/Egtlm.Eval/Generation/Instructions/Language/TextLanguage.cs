using System.Text;
using System.Text.RegularExpressions;

namespace Egtlm.Eval.Generation.Instructions.Language;

/// <summary>Tells the language of a text by its script and, where languages share one, by frequent words.</summary>
/// <remarks>
/// IFEval uses langdetect 1.0.9, whose language profiles are data of others and are not shipped here; see
/// <see cref="LanguageProfiles"/> for ours. Texts of a sentence or more get the same language; single words may not,
/// where langdetect guesses too.
/// </remarks>
internal static partial class TextLanguage
{
    /// <summary>A text whose language is not known here.</summary>
    public const string Unknown = "und";

    // Of the Japanese and Chinese characters, from which share of kana on a text is Japanese.
    private const double LeastKana = 0.1;

    /// <summary>The ISO 639-1 code, <see cref="Unknown"/>, or null for a text without letters.</summary>
    /// <remarks>
    /// The script with most letters counts, Latin only with more than all others have. Latin text in ASCII without a
    /// known word counts as English. Web and mail addresses are left out, as langdetect does.
    /// </remarks>
    public static string? Of(string text)
    {
        text = Address().Replace(text, " ").Normalize(NormalizationForm.FormC);
        var letters = new int[Enum.GetValues<WritingSystem>().Length];
        foreach (var rune in text.EnumerateRunes())
        {
            letters[(int)WritingSystems.Of(rune)]++;
        }

        letters[(int)WritingSystem.None] = 0;
        var all = letters.Sum();
        if (all == 0)
        {
            return null;
        }

        var latin = letters[(int)WritingSystem.Latin];
        letters[(int)WritingSystem.Latin] = latin * 2 > all ? latin : 0;
        return Of(text, letters);
    }

    private static string Of(string text, int[] letters)
    {
        var kana = letters[(int)WritingSystem.Kana];
        var han = letters[(int)WritingSystem.Han];
        var isJapanese = kana > 0 && kana >= LeastKana * (kana + han);
        letters[(int)WritingSystem.Kana] = isJapanese ? kana + han : 0;
        letters[(int)WritingSystem.Han] = isJapanese ? 0 : kana + han;
        return (WritingSystem)Array.IndexOf(letters, letters.Max()) switch
        {
            WritingSystem.Latin => LanguageProfiles.Latin.Nearest(text) ?? (Ascii.IsValid(text) ? "en" : Unknown),
            WritingSystem.Cyrillic => LanguageProfiles.Cyrillic.Nearest(text) ?? Unknown,
            WritingSystem.Arabic => LanguageProfiles.Arabic.Nearest(text) ?? Unknown,
            WritingSystem.Devanagari => LanguageProfiles.Devanagari.Nearest(text) ?? Unknown,
            WritingSystem.Greek => "el",
            WritingSystem.Hebrew => "he",
            WritingSystem.Bengali => "bn",
            WritingSystem.Gurmukhi => "pa",
            WritingSystem.Gujarati => "gu",
            WritingSystem.Tamil => "ta",
            WritingSystem.Telugu => "te",
            WritingSystem.Kannada => "kn",
            WritingSystem.Malayalam => "ml",
            WritingSystem.Thai => "th",
            WritingSystem.Hangul => "ko",
            WritingSystem.Kana => "ja",
            WritingSystem.Han => "zh",
            WritingSystem.Other or WritingSystem.None => Unknown,
        };
    }

    [GeneratedRegex(@"https?://\S+|[-_.0-9A-Za-z]+@[-_.0-9A-Za-z]+")]
    private static partial Regex Address();
}
