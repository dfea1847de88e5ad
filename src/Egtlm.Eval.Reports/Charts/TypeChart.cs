using Egtlm.Eval.Reports.Comparisons;

namespace Egtlm.Eval.Reports.Charts;

/// <summary>The means of task types of a benchmark, and the means over them.</summary>
/// <remarks>
/// Dots on a common axis, not a radar: places on one axis are read best (Cleveland and McGill 1984), and the shape of a
/// radar depends on the order of the types.
/// </remarks>
public static class TypeChart
{
    /// <returns>Null where the benchmark has no mean.</returns>
    public static Chart? Of(Comparison comparison, string benchmark)
    {
        ComparedMean[] means = [.. comparison.Means.Where(mean => mean.Benchmark == benchmark)];
        if (means.Length == 0)
        {
            return null;
        }

        var models = Math.Min(comparison.Models.Count, SeriesMarks.Limit);
        return DotRows.Of(
            $"Means of {benchmark}",
            comparison.Models,
            [.. means.Select((mean, i) => new DotRow(RowOf(mean, i), mean.Scores))],
            "mean score",
            FormattableString.Invariant($"Dot plot: the mean scores of {models} models by task type of {benchmark}."),
            means.All(mean => mean.IsComplete) ? [] : ["means of fewer tasks than the benchmark has are not its own"]);
    }

    private static ChartRow RowOf(ComparedMean mean, int i)
    {
        var tasks = mean.IsComplete ? "" : FormattableString.Invariant($" ({mean.Tasks} of {mean.AllTasks})");
        return new ChartRow(
            mean.Name + tasks,
            FormattableString.Invariant($"type {i + 1}"),
            IsBold: mean.Name is ComparedMean.OverTypes or ComparedMean.OverTasks);
    }
}
