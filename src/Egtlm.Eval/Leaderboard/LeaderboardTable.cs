namespace Egtlm.Eval.Leaderboard;

/// <summary>A model's row of the leaderboard.</summary>
/// <param name="Rank">Borda, from 1.</param>
/// <param name="Tasks">By task; null where it is incomplete. A task that no model has is not a column.</param>
public sealed record LeaderboardRow(
    int Rank,
    string Model,
    double? MeanTask,
    double? MeanTaskType,
    IReadOnlyDictionary<string, double?> Types,
    IReadOnlyDictionary<string, double?> Tasks);

/// <summary>Models on one benchmark, as mteb's leaderboard shows them.</summary>
/// <remarks>
/// Other than <see cref="BenchmarkScores"/>, a model keeps its other tasks when it lacks one; a split that no model has
/// is not asked for; and an incomplete task earns points for what there is of it. A model without any score has no row
/// and does not count. Source: mteb 2.20 benchmarks/_create_table.py; scoring-spec §5 and its correction 6. The public
/// leaderboard has no rows for models that mteb does not know, though they count in the ranks; here they have.
/// </remarks>
public static class LeaderboardTable
{
    /// <returns>Rows by rank, then by name.</returns>
    public static IReadOnlyList<LeaderboardRow> Of(
        IReadOnlyList<BenchmarkColumn> columns, IReadOnlyList<ModelScores> models)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(models);
        BenchmarkColumn[] shown = [.. columns.Where(column => models.Any(model => model.Scored(column.Task).Any()))];
        var required = shown.ToDictionary(column => column.Task, column => RequiredParts(column.Task, models));
        ModelScores[] ranked =
            [.. models.Where(model => shown.Any(column => TaskScore(model, column.Task, required) is not null))];
        var ranks = Borda.Ranks(
            ranked.Length,
            [.. shown.Select(column => ranked.Select(model => model.PartialScore(column.Task)).ToArray())]);
        var rows = ranked.Select((model, index) => Row(model, ranks[index], shown, required));
        return [.. rows.OrderBy(row => row.Rank).ThenBy(row => row.Model, StringComparer.Ordinal)];
    }

    private static LeaderboardRow Row(
        ModelScores model, int rank, BenchmarkColumn[] columns, Dictionary<string, int> required)
    {
        var tasks = columns.ToDictionary(column => column.Task, column => TaskScore(model, column.Task, required));
        var types = columns.GroupBy(column => column.Type).ToDictionary(
            type => type.Key, type => MeanOrNull(type.Select(column => tasks[column.Task])));
        return new LeaderboardRow(rank, model.Model, MeanOrNull(tasks.Values), MeanOrNull(types.Values), types, tasks);
    }

    /// <summary>Splits times subsets of a task that any model has.</summary>
    private static int RequiredParts(string task, IReadOnlyList<ModelScores> models)
    {
        var parts = models.SelectMany(model => model.Scored(task)).Select(scored => scored.Part).ToArray();
        return parts.Select(part => part.Split).Distinct().Count()
            * parts.Select(part => part.Subset).Distinct().Count();
    }

    private static double? TaskScore(ModelScores model, string task, Dictionary<string, int> required) =>
        model.Scored(task).Count() < required[task] ? null : model.PartialScore(task);

    private static double? MeanOrNull(IEnumerable<double?> values)
    {
        double?[] all = [.. values];
        return all.Contains(null) ? null : BenchmarkMeans.Mean([.. all.Select(value => value!.Value)]);
    }
}
