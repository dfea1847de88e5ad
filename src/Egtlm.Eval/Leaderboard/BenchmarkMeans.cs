namespace Egtlm.Eval.Leaderboard;

/// <summary>The averages of one model over one benchmark; all of them null when a task has no score.</summary>
/// <param name="MeanTask">Over all tasks alike.</param>
/// <param name="MeanTaskType">Over the means of the task types.</param>
/// <param name="Types">The mean of each task type, by mteb's name of it, in the order of the tasks.</param>
/// <remarks>
/// Source: mteb 2.20 benchmarks/_benchmark_metrics.py: plain sums from left to right; no tasks give 0.
/// </remarks>
public sealed record BenchmarkMeans(
    double? MeanTask, double? MeanTaskType, IReadOnlyDictionary<string, double?> Types)
{
    /// <param name="tasks">Type and score of every task; a score that is missing or NaN makes the means null.</param>
    public static BenchmarkMeans Of(IReadOnlyList<(string Type, double? Score)> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var types = tasks.GroupBy(task => task.Type);
        if (tasks.Any(task => task.Score is null or double.NaN))
        {
            return new BenchmarkMeans(null, null, types.ToDictionary(type => type.Key, _ => (double?)null));
        }

        var means = types.Select(type => (type.Key, Mean: Mean([.. type.Select(task => task.Score!.Value)]))).ToArray();
        return new BenchmarkMeans(
            Mean([.. tasks.Select(task => task.Score!.Value)]),
            Mean([.. means.Select(type => type.Mean)]),
            means.ToDictionary(type => type.Key, type => (double?)type.Mean));
    }

    internal static double Mean(double[] values) => values.Length == 0 ? 0 : values.Sum() / values.Length;
}
