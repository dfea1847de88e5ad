using System.Globalization;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Leaderboard;
using Egtlm.Eval.Running;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>The averages over a benchmark that was asked for as a whole, for one length of vectors.</summary>
/// <param name="Missing">Tasks without a score; the means are null when there are any.</param>
internal sealed record BenchmarkResult(
    string Benchmark,
    int? Dimensions,
    double? MeanTask,
    double? MeanTaskType,
    IReadOnlyDictionary<string, double?> Types,
    IReadOnlyList<string> Missing)
{
    /// <summary>
    /// One per length of vectors; none unless exactly one whole benchmark was asked for: means over a part of a
    /// benchmark, or over two, would be compared with means of something else. Checks of the generating half do not
    /// count: nats, bits and shares have no mean.
    /// </summary>
    public static IReadOnlyList<BenchmarkResult> Of(
        TaskCatalog catalog, RunRequest request, RunPlan plan, RunSummary summary)
    {
        var benchmark = request.What is [var name] && request.Subsets.Count == 0
            ? catalog.KnownBenchmark(name)
            : null;
        return benchmark is null || summary.IsCancelled || plan.Tasks.All(task => task.Definition is GenerationTask)
            ? []
            : [.. summary.Outcomes.GroupBy(outcome => outcome.Dimensions).Select(group => Of(benchmark, plan, group))];
    }

    /// <summary>Lines for people: a mean per type, then over types and over tasks.</summary>
    public IEnumerable<string> Lines()
    {
        if (MeanTask is null)
        {
            return [];
        }

        var at = Dimensions is { } size ? string.Create(CultureInfo.InvariantCulture, $"@{size}") : "";
        string[][] rows =
        [
            .. Types.Select(type => Row(type.Key, type.Value)),
            Row("mean of types", MeanTaskType),
            Row("mean of tasks", MeanTask),
        ];
        return TextTable.Lines([Benchmark + at, "score>"], rows).Prepend("");
    }

    private static BenchmarkResult Of(Benchmark benchmark, RunPlan plan, IGrouping<int?, TaskOutcome> outcomes)
    {
        var scores = outcomes.ToDictionary(outcome => outcome.Task, outcome => outcome.MainScore);
        (string Type, string Name, double? Score)[] tasks =
        [
            .. plan.Tasks.Select(task => task.Definition)
                .Where(task => benchmark.Tasks.Any(entry => entry.Name == task.Name)) // not the parts of an aggregate
                .Where(task => task is not GenerationTask)
                .Select(task => (TaskTypeName.Of(task.Type), task.Name, Finite(scores.GetValueOrDefault(task.Name)))),
        ];
        var means = BenchmarkMeans.Of([.. tasks.Select(task => (task.Type, task.Score))]);
        return new BenchmarkResult(
            benchmark.Name,
            outcomes.Key,
            means.MeanTask,
            means.MeanTaskType,
            means.Types,
            [.. tasks.Where(task => task.Score is null).Select(task => task.Name)]);
    }

    private static double? Finite(double? score) => score is { } value && double.IsFinite(value) ? value : null;

    private static string[] Row(string name, double? score) =>
        [name, score?.ToString("F6", CultureInfo.InvariantCulture) ?? ""];
}
