namespace Egtlm.Eval.Statistics;

/// <summary>What a change is measured in.</summary>
public enum DamageScale
{
    /// <summary>Candidate − baseline.</summary>
    Absolute,

    /// <summary>Candidate / baseline − 1.</summary>
    Relative,
}

/// <summary>
/// Items of a metric that is a ratio of sums over all items, such as NLL/token = Σ nll / Σ tokens or bits per byte.
/// </summary>
/// <param name="Baseline">Numerator per item, such as the summed nll of a document.</param>
/// <param name="Candidate">The same of the candidate.</param>
/// <param name="BaselineSizes">Denominator per item (tokens, ln 2 · bytes), >= 0; null for 1 each: a mean.</param>
/// <param name="CandidateSizes">The candidate's, where they differ (another tokenizer); null: as the baseline.</param>
/// <param name="Clusters">Number of the cluster of each item; null: items are independent.</param>
/// <param name="Ids">Names for messages; null: the index from 0.</param>
public sealed record RatioItems(
    IReadOnlyList<double> Baseline,
    IReadOnlyList<double> Candidate,
    IReadOnlyList<double>? BaselineSizes = null,
    IReadOnlyList<double>? CandidateSizes = null,
    IReadOnlyList<int>? Clusters = null,
    IReadOnlyList<string>? Ids = null)
{
    /// <summary>Whether both sides divide by the same sizes: then the change is itself a ratio of sums.</summary>
    internal bool HasEqualSizes => CandidateSizes is null
        || (BaselineSizes is { } sizes && sizes.SequenceEqual(CandidateSizes));

    /// <summary>Refuses empty, uneven and not finite items.</summary>
    internal void Check()
    {
        var count = Baseline.Count;
        ItemChecks.Any(count);
        ItemChecks.SameCount(count, Candidate.Count, "candidate");
        ItemChecks.SameCount(count, BaselineSizes?.Count ?? count, "baseline sizes");
        ItemChecks.SameCount(count, CandidateSizes?.Count ?? count, "candidate sizes");
        ItemChecks.SameCount(count, Ids?.Count ?? count, "ids");
        ItemChecks.SameCount(count, Clusters?.Count ?? count, "clusters");
        ItemChecks.Finite(Baseline, Ids, "baseline");
        ItemChecks.Finite(Candidate, Ids, "candidate");
        ItemChecks.Weights(BaselineSizes ?? [], Ids, "baseline size");
        ItemChecks.Weights(CandidateSizes ?? [], Ids, "candidate size");
    }
}
