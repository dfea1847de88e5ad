using System.Text.RegularExpressions;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>IFEval's <c>detectable_content:*</c>.</summary>
internal static partial class ContentChecks
{
    /// <summary>At least so many <c>[placeholders]</c>, each on one line.</summary>
    public static Func<string, bool> Placeholders(InstructionArguments arguments)
    {
        var count = arguments.Count("num_placeholders");
        return response => Placeholder().Count(response) >= count;
    }

    /// <summary>The marker occurs in any case; in <c>P.S.</c> and <c>P.P.S</c> a space may follow a dot.</summary>
    public static Func<string, bool> Postscript(InstructionArguments arguments)
    {
        var marker = PythonText.Strip(arguments.Text("postscript_marker"));
        return marker switch
        {
            "P.S." => response => PostscriptMarker().IsMatch(PythonText.Lower(response)),
            "P.P.S" => response => SecondPostscriptMarker().IsMatch(PythonText.Lower(response)),
            _ => new KeywordPattern("postscript_marker", PythonText.Lower(marker)).Occurs,
        };
    }

    [GeneratedRegex(@"\[.*?\]")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"p\.[\s\x1C-\x1F]?s\.")]
    private static partial Regex PostscriptMarker();

    [GeneratedRegex(@"p\.[\s\x1C-\x1F]?p\.[\s\x1C-\x1F]?s")]
    private static partial Regex SecondPostscriptMarker();
}
