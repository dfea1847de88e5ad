using Egtlm.Eval.Generation.Instructions.Language;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>IFEval's <c>language:*</c>.</summary>
internal static class LanguageChecks
{
    // The codes that IFEval takes. Source: lm-evaluation-harness, instructions_util.LANGUAGE_CODES.
    private static readonly string[] s_languages =
    [
        "en", "es", "pt", "ar", "hi", "fr", "ru", "de", "ja", "it", "bn", "uk", "th", "ur", "ta", "te", "bg", "ko",
        "pl", "he", "fa", "vi", "ne", "sw", "kn", "mr", "gu", "pa", "ml", "fi",
    ];

    /// <summary>The whole response is in one language, as <see cref="TextLanguage"/> tells it.</summary>
    public static Func<string, bool> ResponseLanguage(InstructionArguments arguments)
    {
        var language = arguments.Choice("language", s_languages);
        return response => Is(response, language);
    }

    /// <summary>Whether a text is in a language; a text without letters is in every one, as in IFEval.</summary>
    public static bool Is(string text, string language) =>
        TextLanguage.Of(text) is not { } found || found == language;
}
