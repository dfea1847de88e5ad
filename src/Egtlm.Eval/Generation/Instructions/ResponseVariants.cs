using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>What the loose check also accepts: a response without Markdown stars, opening or closing line.</summary>
public static class ResponseVariants
{
    /// <summary>
    /// Eight texts in the order of lm-evaluation-harness: the response; without <c>*</c>; without its first line;
    /// without its last; without both; the last three without <c>*</c>. A text that lost a line is stripped.
    /// </summary>
    public static IReadOnlyList<string> Of(string response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var lines = response.Split('\n');
        var withoutFirst = Joined(lines.Skip(1));
        var withoutLast = Joined(lines.SkipLast(1));
        var withoutBoth = Joined(lines.Skip(1).SkipLast(1));
        return
        [
            response,
            WithoutStars(response),
            withoutFirst,
            withoutLast,
            withoutBoth,
            WithoutStars(withoutFirst),
            WithoutStars(withoutLast),
            WithoutStars(withoutBoth),
        ];
    }

    private static string Joined(IEnumerable<string> lines) => PythonText.Strip(string.Join('\n', lines));

    private static string WithoutStars(string text) => text.Replace("*", "", StringComparison.Ordinal);
}
