using System.Globalization;
using System.Text.RegularExpressions;
using Egtlm.Eval.Reports.Charts;
using Egtlm.Eval.Reports.Comparisons;
using Egtlm.Eval.Reports.Trends;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>Scores over the checkpoints of a training run, and what the last one has forgotten (G9).</summary>
internal static class TrendSection
{
    public static Section? Of(Report report)
    {
        if (!report.IsTrend || report.Models.Count < 2)
        {
            return null;
        }

        var comparison = report.Comparison;
        var steps = StepsOf(comparison.Models);
        var blocks = new List<Block>();
        // What never changes, such as a check that all pass, needs no curve.
        var groups = comparison.Tasks.Where(task => task.Scores.Distinct().Count() > 1).GroupBy(task => task.IsGeneration ? $"{task.Metric}" : "embedding scores");
        foreach (var group in groups)
        {
            var direction = group.First().HigherIsBetter ? "higher" : "lower";
            blocks.Add(new Block.Figure(
                TrendChart.Of(
                    group.First().IsGeneration ? $"{group.Key} over checkpoints" : "Embedding scores over checkpoints",
                    steps,
                    [.. group.Select(task => new TrendSeries(
                        task.Name, task.Scores))],
                    group.First().IsGeneration ? group.Key : "score"),
                $"Checkpoints in the order given; {direction} is better."));
        }

        blocks.Add(Forgotten(comparison, Losses(comparison)));
        return new Section("trend", "Over the training", blocks);
    }

    /// <summary>The last number of each name, as in <c>checkpoint-500</c>, where they grow; else 1, 2, 3, ...</summary>
    private static double[] StepsOf(IReadOnlyList<string> names)
    {
        double[] numbers =
        [
            .. names.Select(name => Regex.Matches(name, "[0-9]+") is [.., var last]
                ? double.Parse(last.Value, CultureInfo.InvariantCulture)
                : double.NaN),
        ];
        var grow = numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second); // false for NaN
        return grow ? numbers : [.. Enumerable.Range(1, names.Count).Select(i => (double)i)];
    }

    /// <summary>By task: best earlier value less the value now, for every checkpoint after the first; above 0 is a
    /// loss, null where a value is missing.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<double?>> Losses(Comparison comparison) =>
        comparison.Tasks.ToDictionary(
            task => task.Name,
            task => (IReadOnlyList<double?>)[.. ForgettingReport.Lost(task.Scores, task.HigherIsBetter).Skip(1)]);

    private static Block.Table Forgotten(
        Comparison comparison, IReadOnlyDictionary<string, IReadOnlyList<double?>> losses) => new(
        "Forgetting: the best earlier value less the value at the checkpoint, signed so that above 0 is a loss; not "
            + "corrected for noise",
        [
            new Column("task"), new Column("metric"),
            .. comparison.Models.Skip(1).Select(model => new Column(model, IsNumber: true)),
        ],
        [.. comparison.Tasks.Select(task => (IReadOnlyList<Cell>)
            [
                task.Name, ComparisonText.Metric(task),
                .. losses[task.Name].Select(lost => new Cell(
                    lost is null ? "–" : ComparisonText.Change(lost), lost)),
            ])]);
}
