using System.Text.Json.Serialization;

namespace Egtlm.Eval.Reports.Gates;

/// <summary>What a check can do to the verdict.</summary>
public enum GateTier
{
    /// <summary>No item may be worse than the baseline's; there is no margin.</summary>
    Hard,

    /// <summary>Must pass.</summary>
    Critical,

    /// <summary>Judged and reported; decides nothing.</summary>
    Supporting,

    /// <summary>As supporting, and may be invalid.</summary>
    Advisory,
}

/// <summary>What a margin is measured in.</summary>
public enum MarginKind
{
    /// <summary>The metric's own unit.</summary>
    Absolute,

    /// <summary>Share of the baseline's value.</summary>
    Relative,
}

/// <summary>What is drawn as one.</summary>
public enum ClusterChoice
{
    /// <summary>The clusters that the items name: documents, questions, conversations.</summary>
    Stored,

    /// <summary>Every item alone.</summary>
    Item,
}

/// <summary>One line of a policy.</summary>
/// <param name="Check">A task, or a benchmark or part of one: then each of its tasks.</param>
/// <param name="Metric">See <see cref="GateMetric"/>; <c>main</c> is the task's own, <c>mean_of_tasks</c> the mean of
/// those
/// over a benchmark.</param>
/// <param name="Margin">Largest harm that is accepted, above 0; null for a hard check.</param>
/// <param name="Subset">Only this subset of the task; null for all.</param>
public sealed record GateCheck(
    string Check,
    string Metric,
    GateTier Tier,
    double? Margin = null,
    MarginKind MarginKind = MarginKind.Absolute,
    string? Subset = null,
    ClusterChoice Cluster = ClusterChoice.Stored);

/// <summary>What a candidate must not lose.</summary>
public sealed record GatePolicy
{
    /// <summary>Where editors find the schema; unused here.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The short name, which is also the name of the file.</summary>
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<GateCheck> Checks { get; init; }

    /// <summary>Full path of the file that this was read from.</summary>
    [JsonIgnore]
    public string SourceFile { get; init; } = "";
}
