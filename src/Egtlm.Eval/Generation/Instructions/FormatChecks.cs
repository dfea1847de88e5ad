using System.Text.RegularExpressions;
using Egtlm.Eval.Data;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>IFEval's <c>detectable_format:*</c>.</summary>
internal static partial class FormatChecks
{
    private static readonly string[] s_answers = ["My answer is yes.", "My answer is no.", "My answer is maybe."];
    private static readonly string[] s_fences = ["```json", "```Json", "```JSON", "```"];

    /// <summary>Exact number of lines that start with one <c>*</c> or with <c>-</c>.</summary>
    public static Func<string, bool> Bullets(InstructionArguments arguments)
    {
        var count = arguments.Count("num_bullets");
        return response => StarBullet().Count(response) + DashBullet().Count(response) == count;
    }

    /// <summary>One of IFEval's three answers occurs.</summary>
    public static Func<string, bool> ConstrainedResponse(InstructionArguments arguments) =>
        response => s_answers.Any(answer => response.Contains(answer, StringComparison.Ordinal));

    /// <summary>At least so many <c>*highlights*</c> or <c>**highlights**</c> on one line that are not blank.</summary>
    public static Func<string, bool> Highlights(InstructionArguments arguments)
    {
        var count = arguments.Count("num_highlights");
        return response => CountFilled(Highlight(), response) + CountFilled(DoubleHighlight(), response) >= count;
    }

    /// <summary>At least so many marks of a section: the word, then a number.</summary>
    public static Func<string, bool> Sections(InstructionArguments arguments)
    {
        var mark = PythonText.Strip(arguments.Text("section_spliter"));
        var count = arguments.Count("num_sections");
        var pattern = KeywordPattern.CaseSensitive("section_spliter", mark, @"[\s\x1C-\x1F]?\d+");
        return response => pattern.Count(response) >= count;
    }

    /// <summary>JSON as Python reads it (NaN and infinities too), also within Markdown ticks.</summary>
    /// <remarks>At most 64 nested levels; lm-evaluation-harness stops with an error at about 1000.</remarks>
    public static Func<string, bool> Json(InstructionArguments arguments) => response =>
    {
        var text = PythonText.Strip(response);
        foreach (var fence in s_fences)
        {
            text = text.StartsWith(fence, StringComparison.Ordinal) ? text[fence.Length..] : text;
        }

        text = PythonText.Strip(text.EndsWith("```", StringComparison.Ordinal) ? text[..^3] : text);
        try
        {
            _ = MtebJsonReader.Read(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    };

    /// <summary>A title in double angle brackets on one line.</summary>
    public static Func<string, bool> Title(InstructionArguments arguments) => response =>
        BracketedTitle().Matches(response).Any(
            title => !PythonCase.IsBlank(title.Value.TrimStart('<').TrimEnd('>')));

    private static int CountFilled(Regex pattern, string response) =>
        pattern.Matches(response).Count(match => !PythonCase.IsBlank(match.Value.Trim('*')));

    [GeneratedRegex(@"^[\s\x1C-\x1F]*\*[^*].*$", RegexOptions.Multiline)]
    private static partial Regex StarBullet();

    [GeneratedRegex(@"^[\s\x1C-\x1F]*-.*$", RegexOptions.Multiline)]
    private static partial Regex DashBullet();

    [GeneratedRegex(@"\*[^\n*]*\*")]
    private static partial Regex Highlight();

    [GeneratedRegex(@"\*\*[^\n*]*\*\*")]
    private static partial Regex DoubleHighlight();

    [GeneratedRegex(@"<<[^\n]+>>")]
    private static partial Regex BracketedTitle();
}
