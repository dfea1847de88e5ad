namespace Egtlm.Eval.Generation.Instructions;

/// <summary>IFEval's <c>punctuation:*</c>.</summary>
internal static class PunctuationChecks
{
    /// <summary>No ASCII comma; the Chinese ones may occur.</summary>
    public static Func<string, bool> NoComma(InstructionArguments arguments) => response => !response.Contains(',');
}
