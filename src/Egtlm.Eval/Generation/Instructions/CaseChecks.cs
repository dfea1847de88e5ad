using Egtlm.Eval.Generation.Instructions.English;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>IFEval's <c>change_case:*</c>.</summary>
internal static class CaseChecks
{
    /// <summary>Number of words in capitals, as <see cref="WordTokens"/> splits them.</summary>
    public static Func<string, bool> CapitalWords(InstructionArguments arguments)
    {
        var bound = arguments.Bound("capital_frequency", "capital_relation");
        return response => bound.Holds(WordTokens.Of(response).Count(PythonCase.IsUpper));
    }

    /// <summary>English without a small letter.</summary>
    public static Func<string, bool> EnglishCapital(InstructionArguments arguments) =>
        response => PythonCase.IsUpper(response) && LanguageChecks.Is(response, "en");

    /// <summary>English without a capital letter.</summary>
    public static Func<string, bool> EnglishLowercase(InstructionArguments arguments) =>
        response => PythonCase.IsLower(response) && LanguageChecks.Is(response, "en");
}
