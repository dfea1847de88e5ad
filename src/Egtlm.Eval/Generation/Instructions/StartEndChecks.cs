using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>IFEval's <c>startend:*</c>.</summary>
internal static class StartEndChecks
{
    /// <summary>The response ends with the phrase in any case; double quotes around it all do not count.</summary>
    public static Func<string, bool> End(InstructionArguments arguments)
    {
        var phrase = PythonText.Lower(PythonText.Strip(arguments.Text("end_phrase")));
        return response => PythonText.Lower(PythonText.Strip(response).Trim('"'))
            .EndsWith(phrase, StringComparison.Ordinal);
    }

    /// <summary>The response stands between straight double quotes.</summary>
    public static Func<string, bool> Quotation(InstructionArguments arguments) =>
        response => PythonText.Strip(response) is ['"', .., '"'];
}
