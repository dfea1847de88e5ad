using Egtlm.Eval.Reports.Comparisons;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>A metric of the generating half on all models.</summary>
/// <param name="Values">Null where a model has none.</param>
public sealed record GenerationMetric(string Task, string Subset, string Metric, IReadOnlyList<double?> Values)
{
    // Not measured: they describe the data or repeat another metric.
    private static readonly string[] s_other = ["main_score", "tokens", "bytes"];

    /// <param name="tasks">Names of the tasks of the generating half, in order.</param>
    public static IReadOnlyList<GenerationMetric> Of(IEnumerable<string> tasks, IReadOnlyList<ComparedModel> models) =>
    [
        .. tasks.SelectMany(task => models
            .Select(model => model.Results.Documents.GetValueOrDefault(task)).OfType<TaskResult>()
            .SelectMany(document => document.Splits.SelectMany(split => split.Subsets.SelectMany(subset => subset.Values
                .Where(one => subset.NumberOf(one.Key) is not null && !s_other.Contains(one.Key))
                .Select(one => (Split: split.Name, subset.Subset, Metric: one.Key)))))
            .Distinct()
            .Select(key => new GenerationMetric(
                task, key.Subset, key.Metric,
                [.. models.Select(model => ValueOf(model, task, key))]))),
    ];

    /// <summary>One row per metric, a column per model.</summary>
    public static Block.Table Table(
        IReadOnlyList<GenerationMetric> metrics, IReadOnlyList<ComparedModel> models, IReadOnlyList<int> shown) => new(
        "Every metric of the generating half, as it is in the result files",
        [
            new Column("task", IsChoice: true), new Column("subset", IsChoice: true),
            new Column("metric", IsChoice: true), .. shown.Select(model => new Column(models[model].Label, IsNumber: true)),
        ],
        [.. metrics.Select(one => (IReadOnlyList<Cell>)
            [one.Task, one.Subset, one.Metric, .. shown.Select(model => new Cell(
                one.Values[model] is null ? "–" : ComparisonText.Score(one.Values[model]), one.Values[model]))])],
        CanBeFiltered: true);

    private static double? ValueOf(
        ComparedModel model, string task, (string Split, string Subset, string Metric) key)
    {
        var value = model.Results.Documents.GetValueOrDefault(task)?.Find(key.Split, key.Subset)?.NumberOf(key.Metric);
        return value is { } number && double.IsFinite(number) ? number : null;
    }
}
