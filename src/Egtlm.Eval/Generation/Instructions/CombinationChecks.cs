using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>IFEval's <c>combination:*</c>.</summary>
internal static class CombinationChecks
{
    private const string Divider = "******";

    /// <summary>Two different answers between six stars; blank parts may only be at the ends.</summary>
    public static Func<string, bool> TwoResponses(InstructionArguments arguments) => response =>
    {
        string[] parts = [.. response.Split(Divider).Select(PythonText.Strip)];
        string[] answers = [.. parts.Where(part => part.Length > 0)];
        var hasBlankInside = parts.Skip(1).SkipLast(1).Any(part => part.Length == 0);
        return !hasBlankInside && answers.Length == 2 && answers[0] != answers[1];
    };

    /// <summary>The response starts with the request, in any case.</summary>
    public static Func<string, bool> RepeatPrompt(InstructionArguments arguments)
    {
        var request = PythonText.Lower(PythonText.Strip(arguments.Text("prompt_to_repeat")));
        return response =>
            PythonText.Lower(PythonText.Strip(response)).StartsWith(request, StringComparison.Ordinal);
    }
}
