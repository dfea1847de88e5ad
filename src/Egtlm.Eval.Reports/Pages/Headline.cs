using Egtlm.Eval.Reports.Comparisons;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>The answer in a sentence or two: which model is better, where, by how much, and whether it is noise.</summary>
public static class Headline
{
    /// <summary>One sentence per model after the first.</summary>
    public static IReadOnlyList<string> Of(Comparison comparison) =>
        [.. Enumerable.Range(1, comparison.Models.Count - 1).Select(model => Of(comparison, model))];

    /// <summary>Such as "joint against base: embedding mean better, … ; generation worse on 1 of 9 tasks (…)".</summary>
    private static string Of(Comparison comparison, int model)
    {
        string[] halves =
        [
            .. new[] { Embedding(comparison, model), Generation(comparison, model) }.OfType<string>(),
        ];
        return $"{comparison.Models[model]} against {comparison.Models[0]}: "
            + (halves.Length == 0 ? "they have no task in common" : string.Join("; ", halves)) + ".";
    }

    private static string? Embedding(Comparison comparison, int model)
    {
        var tally = comparison.TallyOf(model, ofGeneration: false);
        var count = tally.Better + tally.WithinNoise + tally.Worse + tally.Unknown;
        if (count == 0)
        {
            return null;
        }

        // Two benchmarks have no common mean, and that of a part would hide what it leaves out.
        ComparedMean[] means = [.. comparison.Means.Where(mean => mean.Name == ComparedMean.OverTasks)];
        var difference = means is [{ IsComplete: true } mean] ? mean.Differences[model] : null;
        return difference is { Mark: not DifferenceMark.Unknown }
            ? $"embedding mean {ComparisonText.Name(difference.Mark)}, {ComparisonText.Change(difference.Value)} "
                + $"({ComparisonText.Bounds(difference)}; tasks {ComparisonText.Text(tally)})"
            : $"embedding tasks {ComparisonText.Text(tally)}";
    }

    private static string? Generation(Comparison comparison, int model)
    {
        ComparedTask[] tasks = [.. comparison.Tasks
            .Where(task => task.IsGeneration && task.Differences[model] is { Mark: not DifferenceMark.Unknown })];
        string Names(DifferenceMark mark) =>
            string.Join(", ", tasks.Where(task => task.Differences[model]!.Mark == mark).Select(task => task.Name));
        var (worse, better) = (Names(DifferenceMark.Worse), Names(DifferenceMark.Better));
        return tasks.Length == 0 ? null
            : worse.Length > 0 ? $"generation worse on {worse}" + (better.Length > 0 ? $", better on {better}" : "")
            : better.Length > 0 ? $"generation better on {better}, worse on none"
            : FormattableString.Invariant($"generation within noise on all {tasks.Length} tasks");
    }
}
