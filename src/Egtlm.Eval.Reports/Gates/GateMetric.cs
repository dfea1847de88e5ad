using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Reports.Gates;

/// <summary>How a metric is made of the values of items, which decides its interval.</summary>
public enum MetricKind
{
    /// <summary>0 or 1 per item.</summary>
    Binary,

    /// <summary>A number per item, averaged.</summary>
    Mean,

    /// <summary>Σ value / Σ size.</summary>
    Ratio,

    /// <summary>Spearman's correlation of value and gold score over the whole set.</summary>
    Spearman,

    /// <summary>Average precision of value and label over the whole set.</summary>
    AveragePrecision,

    /// <summary>Σ candidate / Σ baseline, which may leave 1 in both directions.</summary>
    RatioToBaseline,
}

/// <summary>A metric that the gate can compare item by item.</summary>
/// <param name="Value">Name of the item value it is made of.</param>
/// <param name="Size">The value that it is divided by, or the gold score or label; null for none.</param>
/// <param name="IsByPart">Whether splits and subsets are scored apart and averaged, as in mteb; else all items are one
/// set.</param>
/// <param name="MayBeMissing">Whether an item may have no value (NaN): it is then left out.</param>
public sealed record GateMetric(
    string Name,
    MetricKind Kind,
    bool HigherIsBetter,
    string Value,
    string? Size = null,
    bool IsByPart = false,
    bool MayBeMissing = false)
{
    /// <summary>Stands for the metric of the task.</summary>
    public const string Main = "main";

    /// <summary>Stands for the mean of the main metrics of a benchmark's tasks.</summary>
    public const string MeanOfTasks = "mean_of_tasks";

    /// <summary>The one that may be compared between tokenizers: bytes are bytes.</summary>
    public const string BitsPerByte = "bits_per_byte";

    /// <summary>All metrics.</summary>
    public static IReadOnlyList<GateMetric> All { get; } =
    [
        new("cosine_spearman", MetricKind.Spearman, true, "cosine", "gold", IsByPart: true),
        new("cosine_ap", MetricKind.AveragePrecision, true, "cosine", "label", IsByPart: true),
        new("ndcg_at_10", MetricKind.Mean, true, "ndcg_at_10", IsByPart: true),
        new("ap", MetricKind.Mean, true, "ap", IsByPart: true),
        new("accuracy", MetricKind.Mean, true, "accuracy", IsByPart: true),
        new("v_measure", MetricKind.Mean, true, "v_measure", IsByPart: true),
        new("nll_per_token", MetricKind.Ratio, false, "nll", "tokens"),
        new(BitsPerByte, MetricKind.Ratio, false, "nll", "bytes"),
        new("margin", MetricKind.Mean, true, "margin"),
        new("acc", MetricKind.Binary, true, "acc"),
        new("acc_norm", MetricKind.Binary, true, "acc_norm"),
        new("degenerate", MetricKind.Binary, false, "degenerate"),
        new("leak", MetricKind.Binary, false, "leak"),
        new("rep_4", MetricKind.Mean, false, "rep_4"),
        new("distinct_2", MetricKind.Mean, true, "distinct_2"),
        new("length", MetricKind.RatioToBaseline, true, "length"),
        new("has_end", MetricKind.Binary, true, "has_end"),
        new("script", MetricKind.Mean, true, "script", MayBeMissing: true),
        new("prompt_strict", MetricKind.Binary, true, "prompt_strict"),
        new("prompt_loose", MetricKind.Binary, true, "prompt_loose"),
        new("inst_strict", MetricKind.Ratio, true, "inst_strict", "instructions"),
        new("inst_loose", MetricKind.Ratio, true, "inst_loose", "instructions"),
        new("exact_match", MetricKind.Binary, true, "exact_match"),
        new("flexible", MetricKind.Binary, true, "flexible"),
        new("f1", MetricKind.Mean, true, "f1"),
        new("equal", MetricKind.Binary, true, "equal"),
        new("kl", MetricKind.Ratio, false, "kl", "tokens"),
        new("same_top", MetricKind.Ratio, true, "same_top", "tokens"),
    ];

    /// <summary>Names that a policy may use.</summary>
    public static IReadOnlyList<string> Names { get; } = [Main, MeanOfTasks, .. All.Select(metric => metric.Name)];

    /// <summary>Whether the metric can be a share of the baseline's.</summary>
    public bool CanBeRelative => Kind is MetricKind.Mean or MetricKind.Ratio or MetricKind.RatioToBaseline
        && !IsByPart;

    /// <summary>Largest change of an item; null where there is no limit, as for nats.</summary>
    public double? Range => Kind == MetricKind.Mean && Name != "margin" ? 1 : null;

    public static GateMetric? Find(string name) => All.FirstOrDefault(metric => metric.Name == name);

    /// <summary>The metric that stands for a task's main score, given the values that its items have.</summary>
    /// <param name="mainScore">As the task file or the policy's benchmark says; null when unknown.</param>
    /// <returns>The main score itself where items have its values, else the nearest: <c>ap</c> for <c>map_at_1000</c>,
    /// <c>cosine_ap</c> for <c>max_ap</c>. Null where items have none.</returns>
    public static GateMetric? OfTask(string? mainScore, IEnumerable<string> values)
    {
        string[] known = [.. values];
        bool HasValues(GateMetric metric) => known.Contains(metric.Value)
            && (metric.Size is null || known.Contains(metric.Size));
        if (mainScore is not null && Find(mainScore) is { } own && HasValues(own))
        {
            return own;
        }

        var usesPrecision = mainScore?.Contains("map", StringComparison.Ordinal) ?? false;
        return All.FirstOrDefault(metric => HasValues(metric) && (metric.Name != "ndcg_at_10" || !usesPrecision));
    }

    internal static string? Hint(string name) =>
        NearestName.Hint(name, Names) ?? $"known: {string.Join(", ", Names)}";
}
