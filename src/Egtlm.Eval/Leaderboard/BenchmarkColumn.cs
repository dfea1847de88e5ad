using Egtlm.Eval.Encoders;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Leaderboard;

/// <summary>A task as a benchmark asks for it.</summary>
/// <param name="Type">mteb's name of the task type, such as <c>STS</c>.</param>
/// <param name="Metric">The metric that counts; a benchmark may name another one than the task.</param>
/// <param name="Parts">Its splits and subsets; others in a file do not count.</param>
public sealed record BenchmarkColumn(string Task, string Type, string Metric, IReadOnlyList<TaskPart> Parts)
{
    /// <param name="task">With the splits, subsets and metric of its benchmark, as the catalogue resolves it.</param>
    public static BenchmarkColumn Of(TaskDefinition task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return new BenchmarkColumn(
            task.Name,
            TaskTypeName.Of(task.Type),
            task.MainScore,
            [.. task.Splits.SelectMany(split => task.Subsets.Select(subset => new TaskPart(split, subset.Name)))]);
    }
}

/// <summary>One cell of a result file that a benchmark counts; null where it is missing or NaN.</summary>
public sealed record PartScore(TaskPart Part, double? Score);

/// <summary>What a model has of a benchmark.</summary>
/// <param name="Tasks">By task, the parts that the benchmark counts; a task without a result is absent.</param>
public sealed record ModelScores(string Model, IReadOnlyDictionary<string, IReadOnlyList<PartScore>> Tasks)
{
    /// <summary>Keeps what <paramref name="columns"/> ask for.</summary>
    public static ModelScores Of(
        string model, IReadOnlyList<BenchmarkColumn> columns, IReadOnlyList<TaskResult> results)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(results);
        var tasks = new Dictionary<string, IReadOnlyList<PartScore>>();
        foreach (var column in columns)
        {
            if (results.FirstOrDefault(result => result.TaskName == column.Task) is { } result)
            {
                tasks[column.Task] =
                    [.. column.Parts.Select(part => new PartScore(part, ScoreOf(result, part, column)))];
            }
        }

        return new ModelScores(model, tasks);
    }

    /// <summary>The score of a task; null when it or a part of it is missing.</summary>
    public double? TaskScore(string task) =>
        Tasks.TryGetValue(task, out var parts) && parts.Count > 0 && parts.All(part => part.Score is not null)
            ? Mean(parts)
            : null;

    /// <summary>The mean of what there is of a task; null when there is nothing.</summary>
    internal double? PartialScore(string task)
    {
        PartScore[] scored = [.. Scored(task)];
        return scored.Length == 0 ? null : Mean(scored);
    }

    internal IEnumerable<PartScore> Scored(string task) =>
        Tasks.GetValueOrDefault(task, []).Where(part => part.Score is not null);

    private static double? ScoreOf(TaskResult result, TaskPart part, BenchmarkColumn column)
    {
        var score = result.MeanOf(column.Metric, [part]);
        return double.IsNaN(score) ? null : score;
    }

    // Unweighted over splits and subsets: sizes play no part (scoring-spec §5.3).
    private static double Mean(IReadOnlyList<PartScore> parts) => parts.Sum(part => part.Score!.Value) / parts.Count;
}
