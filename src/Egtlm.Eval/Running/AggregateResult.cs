using Egtlm.Eval.Metrics;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Running;

/// <summary>The result document of a task that averages others'. Source: mteb/abstasks/aggregated_task.py.</summary>
internal static class AggregateResult
{
    /// <summary>The unweighted mean of the sub-tasks' main scores; the times of their documents add up.</summary>
    /// <remarks>
    /// mteb writes null where a sub-task is missing, and would take that file for finished later; here nothing is
    /// written, which reads as null everywhere.
    /// </remarks>
    /// <exception cref="EvaluationException">Sub-tasks have no finished document; the message names them.</exception>
    public static async Task<TaskResult> OfAsync(
        PlannedTask planned, ResultStore store, CancellationToken cancellation)
    {
        var task = planned.Definition;
        List<TaskResult> results = [];
        List<string> missing = [];
        foreach (var part in planned.SubTasks)
        {
            var result = await store.ReadAsync(part.Name, cancellation).ConfigureAwait(false);
            if (result is not null && result.DatasetRevision == part.Dataset.Revision
                && task.Splits.All(split => !double.IsNaN(ScoreOf(result, split))))
            {
                results.Add(result);
            }
            else
            {
                missing.Add(part.Name);
            }
        }

        return missing.Count == 0 && results.Count > 0
            ? Document(task, results)
            : throw new EvaluationException(
                $"'{task.Name}' averages {planned.SubTasks.Count} tasks, of which {missing.Count} have no score in "
                + $"'{store.Folder}': {string.Join(", ", missing)}",
                "run the missing ones; their own messages say what went wrong");
    }

    private static TaskResult Document(TaskDefinition task, List<TaskResult> results)
    {
        var document = new TaskResult
        {
            DatasetRevision = task.Dataset.Revision,
            TaskName = task.Name,
            Splits = [],
        };
        foreach (var split in task.Splits)
        {
            var scores = new Scores();
            scores.AddNumpy(
                task.MainScore, NumpyMath.Mean([.. results.Select(result => ScoreOf(result, split))]));
            document = TaskResultMerge.Add(
                document, split, SubsetScores.Complete(scores, task, task.Subsets[0].Name), task);
        }

        double?[] times = [.. results.Select(result => result.EvaluationTime)];
        double?[] emissions = [.. results.Select(result => result.KgCo2Emissions)];
        return document with { EvaluationTime = Total(times), KgCo2Emissions = Total(emissions) };
    }

    /// <summary>The mean main score over the subsets of a split; NaN when there is none.</summary>
    private static double ScoreOf(TaskResult result, string split) => NumpyMath.Mean(
    [
        .. result.Splits.Where(candidate => candidate.Name == split)
            .SelectMany(candidate => candidate.Subsets)
            .Select(subset => subset.MainScore),
    ]);

    /// <summary>Python's sum from left to right; mteb writes NaN when a document does not say, or says 0.</summary>
    private static double Total(double?[] values) =>
        values.All(value => value is not (null or 0)) ? values.Aggregate(0.0, (sum, value) => sum + value!.Value)
            : double.NaN;
}
