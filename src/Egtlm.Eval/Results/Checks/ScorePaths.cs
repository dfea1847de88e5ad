using System.Globalization;

namespace Egtlm.Eval.Results.Checks;

/// <summary>Walks the numbers of a document as mteb's rounding does: not into lists inside lists.</summary>
internal static class ScorePaths
{
    /// <summary>Every value under <c>scores</c> that is neither an object nor a list, with its path.</summary>
    public static IEnumerable<(string Path, ScoreValue Value)> Of(TaskResult result) => result.Splits.SelectMany(
        split => split.Subsets.SelectMany((subset, index) => Of(
            string.Create(CultureInfo.InvariantCulture, $"scores.{split.Name}[{index}]"), subset.Values)));

    private static IEnumerable<(string Path, ScoreValue Value)> Of(string path, Scores values) => values.SelectMany(
        item => item.Value switch
        {
            ScoreValue.Map map => Of($"{path}.{item.Key}", map.Items),
            ScoreValue.List list => list.Items.SelectMany((element, index) => Element(
                string.Create(CultureInfo.InvariantCulture, $"{path}.{item.Key}[{index}]"), element)),
            var value => [($"{path}.{item.Key}", value)],
        });

    private static IEnumerable<(string Path, ScoreValue Value)> Element(string path, ScoreValue element) =>
        element switch
        {
            ScoreValue.Map map => Of(path, map.Items),
            ScoreValue.List => [],
            _ => [(path, element)],
        };
}
