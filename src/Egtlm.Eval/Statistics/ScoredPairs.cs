namespace Egtlm.Eval.Statistics;

/// <summary>Pairs with a gold score or label and the similarity that each side gave them.</summary>
/// <param name="Gold">Finite, one per pair.</param>
/// <param name="Clusters">Number of the cluster of each pair; null: pairs are independent.</param>
/// <param name="Ids">Names for messages; null: the index from 0.</param>
public sealed record ScoredPairs(
    IReadOnlyList<double> Gold,
    IReadOnlyList<double> Baseline,
    IReadOnlyList<double> Candidate,
    IReadOnlyList<int>? Clusters = null,
    IReadOnlyList<string>? Ids = null)
{
    /// <summary>Refuses empty, uneven and not finite pairs.</summary>
    internal void Check()
    {
        ItemChecks.Any(Gold.Count);
        ItemChecks.SameCount(Gold.Count, Baseline.Count, "baseline");
        ItemChecks.SameCount(Gold.Count, Candidate.Count, "candidate");
        ItemChecks.SameCount(Gold.Count, Ids?.Count ?? Gold.Count, "ids");
        ItemChecks.Finite(Gold, Ids, "gold");
        ItemChecks.Finite(Baseline, Ids, "baseline");
        ItemChecks.Finite(Candidate, Ids, "candidate");
    }
}
