namespace Egtlm.Eval.Leaderboard;

/// <summary>One model's line of <see cref="BenchmarkScores"/>.</summary>
/// <param name="Missing">Tasks without a result at all; the means are null then.</param>
public sealed record BenchmarkScore(
    string Model, BenchmarkMeans Means, int Rank, IReadOnlyList<string> Missing);

/// <summary>Models on one benchmark, as mteb's <c>Benchmark.get_score</c> gives them.</summary>
/// <remarks>
/// A model that lacks a task altogether is dropped: it has no means and earns no points, though it counts as a model.
/// A task with a missing split has no score. Means over two benchmarks are never taken: there is no function for it.
/// </remarks>
public static class BenchmarkScores
{
    public static IReadOnlyList<BenchmarkScore> Of(
        IReadOnlyList<BenchmarkColumn> columns, IReadOnlyList<ModelScores> models)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(models);
        string[][] missing = [.. models.Select(model => MissingOf(model, columns))];
        double?[][] scores =
        [
            .. columns.Select(column => models.Select(
                (model, index) => missing[index].Length > 0 ? null : model.TaskScore(column.Task)).ToArray()),
        ];
        var ranks = Borda.Ranks(models.Count, scores);
        return
        [
            .. models.Select((model, index) => new BenchmarkScore(
                model.Model,
                BenchmarkMeans.Of([.. columns.Select(column => (column.Type, model.TaskScore(column.Task)))]),
                ranks[index],
                missing[index])),
        ];
    }

    private static string[] MissingOf(ModelScores model, IReadOnlyList<BenchmarkColumn> columns) =>
        [.. columns.Select(column => column.Task).Where(task => !model.Tasks.ContainsKey(task))];
}
