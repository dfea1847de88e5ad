namespace Egtlm.Eval.Reports.Gates;

using Values = IReadOnlyDictionary<string, double>;

/// <summary>One item on both sides.</summary>
public sealed record PairedRow(
    string Split, string Subset, string Item, string Cluster, Values Baseline, Values Candidate);

/// <summary>The items of a check on both sides, or why there is nothing to compare.</summary>
/// <param name="Rows">Empty with a <paramref name="Reason"/>.</param>
/// <param name="IsAbsent">Neither side has scored the task.</param>
public sealed record PairedRows(IReadOnlyList<PairedRow> Rows, string? Reason = null, bool IsAbsent = false)
{
    public static PairedRows Refused(string reason, bool isAbsent = false) => new([], reason, isAbsent);

    /// <summary>Whether no value of any item differs.</summary>
    public bool AreEqual => Rows.All(row => row.Baseline.Count == row.Candidate.Count && row.Baseline.All(
        value => row.Candidate.TryGetValue(value.Key, out var other) && value.Value.Equals(other)));
}
