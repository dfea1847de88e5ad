using System.Globalization;

namespace Egtlm.Eval.Results.Checks;

/// <summary>A changed file keeps its splits, subsets and languages, and its scores but for noise.</summary>
/// <remarks>
/// Source: embeddings-benchmark/results, tests/test_no_splits_are_removed.py,
/// tests/test_no_languages_are_removed.py and tests/test_results_diff.py.
/// </remarks>
internal static class BaseChecks
{
    private const double LargestChange = 0.001;

    public static IEnumerable<ResultFinding> Check(string file, TaskResult now, TaskResult before)
    {
        foreach (var split in before.Splits)
        {
            if (now.Splits.All(candidate => candidate.Name != split.Name))
            {
                yield return new ResultFinding(file, $"split '{split.Name}' was removed");
                continue;
            }

            foreach (var subset in split.Subsets)
            {
                if (now.Find(split.Name, subset.Subset) is not { } kept)
                {
                    yield return new ResultFinding(
                        file, $"subset '{subset.Subset}' of split '{split.Name}' was removed");
                }
                else if (Problem(kept, subset) is { } problem)
                {
                    yield return new ResultFinding(file, $"{split.Name}/{subset.Subset}: {problem}");
                }
            }
        }
    }

    private static string? Problem(SubsetResult now, SubsetResult before)
    {
        string[] removed = [.. Languages(before).Except(Languages(now))];
        if (removed.Length > 0)
        {
            return $"languages were removed: {string.Join(", ", removed)}";
        }

        var (score, earlier) = (AsFraction(now.MainScore), AsFraction(before.MainScore));
        return Math.Abs(score - earlier) > LargestChange
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"'main_score' is {score}, it was {earlier}; it may change by {LargestChange}")
            : null;
    }

    private static IEnumerable<string> Languages(SubsetResult subset) =>
        (subset.Values.Find("languages") as ScoreValue.List)?.Items.OfType<ScoreValue.Text>().Select(text => text.Value)
        ?? [];

    /// <summary>Some old files have percentages. NaN compares as no change.</summary>
    private static double AsFraction(double score) => score > 1 ? score / 100 : score;
}
