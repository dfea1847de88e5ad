using Egtlm.Eval.Reports.Comparisons;

namespace Egtlm.Eval.Reports.Charts;

/// <summary>The scores of all models, a row per task.</summary>
public static class DumbbellChart
{
    /// <param name="tasks">Of one unit: scores, or generation tasks of one metric; they are grouped by type.</param>
    /// <exception cref="ArgumentException">The tasks have several units.</exception>
    public static Chart Of(Comparison comparison, IReadOnlyList<ComparedTask> tasks)
    {
        if (tasks.Select(task => task.IsGeneration ? task.Metric : "score").Distinct().Count() > 1)
        {
            throw new ArgumentException("tasks of several units have no common axis", nameof(tasks));
        }

        var unit = tasks is [{ IsGeneration: true, Metric: var metric }, ..] ? metric : "score in the main metric";
        var models = Math.Min(comparison.Models.Count, SeriesMarks.Limit);
        return DotRows.Of(
            "Scores by task",
            comparison.Models,
            [.. Rows(tasks)],
            unit,
            FormattableString.Invariant($"Dot plot: the scores of {models} models on {tasks.Count} tasks."),
            []);
    }

    private static IEnumerable<DotRow> Rows(IReadOnlyList<ComparedTask> tasks)
    {
        var types = tasks.Index().GroupBy(task => task.Item.Type).ToArray();
        foreach (var type in types)
        {
            if (types.Length > 1 && types.Length < tasks.Count)
            {
                yield return new DotRow(new ChartRow(type.Key, null, IsHeading: true), []);
            }

            foreach (var (i, task) in type)
            {
                yield return new DotRow(new ChartRow(task.Name, TaskId(i)), task.Scores);
            }
        }
    }

    /// <summary>The ASCII id of a task.</summary>
    internal static string TaskId(int task) => FormattableString.Invariant($"task {task + 1}");
}
