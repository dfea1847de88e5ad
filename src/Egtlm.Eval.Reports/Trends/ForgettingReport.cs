using Egtlm.Eval.Generation.Metrics;
using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Reports.Trends;

/// <summary>A metric of a task at each checkpoint of a training run.</summary>
/// <param name="Values">Means over the task's splits and subsets; null where the checkpoint has none of the same
/// work.</param>
/// <param name="Lost">Best earlier value − value, above 0 for a loss whatever the metric's direction; null for the first
/// value and where there is none.</param>
public sealed record ForgettingRow(
    string Task, string Metric, bool HigherIsBetter, IReadOnlyList<double?> Values, IReadOnlyList<double?> Lost)
{
    /// <summary>Place of the best value before the last checkpoint, the earliest of equals; null without one.</summary>
    public int? BestEarlier => Enumerable.Range(0, Values.Count - 1)
        .Where(place => Values[place] is not null)
        .OrderByDescending(place => HigherIsBetter ? Values[place] : -Values[place])
        .Select(place => (int?)place)
        .FirstOrDefault();
}

/// <summary>What a training run had and lost (G9).</summary>
/// <param name="Checkpoints"><c>name@revision</c>, in training order.</param>
/// <param name="Rows">By task, in the catalog's order.</param>
/// <param name="Notes">Which values were left out, and why.</param>
public sealed record ForgettingReport(
    IReadOnlyList<string> Checkpoints, IReadOnlyList<ForgettingRow> Rows, IReadOnlyList<string> Notes)
{
    /// <summary>Reads the tasks of the catalog that any side holds.</summary>
    /// <param name="sides">Result folders in training order.</param>
    public static async Task<ForgettingReport> OfAsync(
        IReadOnlyList<GateSide> sides, TaskCatalog catalog, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sides);
        ArgumentNullException.ThrowIfNull(catalog);
        var (rows, notes) = (new List<ForgettingRow>(), new List<string>());
        foreach (var task in catalog.Tasks.Where(task => sides.Any(side => side.Holds(task.Name))))
        {
            var documents = new List<TaskResult?>();
            foreach (var side in sides)
            {
                var (document, reason) = await ReadAsync(side, task.Name, cancellation).ConfigureAwait(false);
                var first = documents.FirstOrDefault(one => one is not null);
                reason ??= first is null || document is null ? null : OtherWork(first, document);
                documents.Add(reason is null ? document : null);
                if (reason is not null)
                {
                    notes.Add($"{task.Name} of {side.Model} is left out: {reason}");
                }
            }

            rows.AddRange(RowsOf(task, documents));
        }

        return new ForgettingReport([.. sides.Select(side => side.Model)], rows, notes);
    }

    /// <summary>The rows of one task: all metrics of generation that have a direction, else the main score.</summary>
    /// <param name="documents">Of the same work, in training order; null where a checkpoint has none.</param>
    public static IEnumerable<ForgettingRow> RowsOf(TaskDefinition task, IReadOnlyList<TaskResult?> documents)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (documents.FirstOrDefault(document => document is not null) is not { } first)
        {
            return [];
        }

        TaskPart[] parts = [.. PartsOf(first)];
        var metrics = task is GenerationTask
            ? GateMetric.All.Where(metric => metric.Kind != MetricKind.RatioToBaseline
                && parts.All(part => first.Find(part.Split, part.Subset)?.NumberOf(metric.Name) is not null))
                .Select(metric => (metric.Name, metric.HigherIsBetter))
            : [(Name: task.MainScore, HigherIsBetter: true)];
        return metrics.Select(metric =>
        {
            double?[] values = [.. documents.Select(document => Known(document?.MeanOf(metric.Name, parts)))];
            return new ForgettingRow(
                task.Name, metric.Name, metric.HigherIsBetter, values, Lost(values, metric.HigherIsBetter));
        });
    }

    /// <summary><see cref="Forgetting.Of"/> over the values that are there.</summary>
    internal static double?[] Lost(IReadOnlyList<double?> values, bool isHigherBetter)
    {
        int[] known = [.. Enumerable.Range(0, values.Count).Where(place => values[place] is not null)];
        var lost = new double?[values.Count];
        foreach (var (place, loss) in known.Zip(Forgetting.Of([.. values.OfType<double>()], isHigherBetter)))
        {
            lost[place] = loss;
        }

        return lost;
    }

    private static double? Known(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static async Task<(TaskResult? Document, string? Reason)> ReadAsync(
        GateSide side, string task, CancellationToken cancellation)
    {
        var held = await side.ReadAsync(task, cancellation).ConfigureAwait(false);
        return (held.Document, held.Document is null ? held.Failure ?? "it was not scored" : null);
    }

    private static string? OtherWork(TaskResult first, TaskResult other) =>
        first.DatasetRevision != other.DatasetRevision
            ? $"it was scored on revision '{other.DatasetRevision}', others on '{first.DatasetRevision}'"
            : PartsOf(first).ToHashSet().SetEquals(PartsOf(other)) ? null
            : "it was scored on other splits or subsets";

    private static IEnumerable<TaskPart> PartsOf(TaskResult document) =>
        document.Splits.SelectMany(split => split.Subsets.Select(subset => new TaskPart(split.Name, subset.Subset)));
}
