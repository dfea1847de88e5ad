using Egtlm.Eval.Results;

namespace Egtlm.Eval.Reports.Gates;

/// <summary>
/// The baseline's side of a drift: a distance of the candidate <em>from</em> that baseline, which the baseline's own run
/// cannot have measured. It is none.
/// </summary>
internal static class DriftBaseline
{
    private const string Divergence = "kl";

    /// <summary>
    /// The side to compare with: the baseline's own results where both drifts were measured from the same third model,
    /// no drift at all where the candidate's was measured from what the baseline keeps.
    /// </summary>
    /// <returns>Or why there is nothing to compare; absent where the candidate measured no drift.</returns>
    public static async Task<(TaskSide Side, PairedRows? Refusal)> OfAsync(
        string task, GateSide baseline, TaskSide before, TaskSide after, CancellationToken cancellation)
    {
        if (!IsDrift(before) && !IsDrift(after))
        {
            return (before, null);
        }

        if (after.Document is null && after.Failure is null)
        {
            return (before, PairedRows.Refused($"the candidate's run measured no '{task}': --drift-from adds it", true));
        }

        if (after is not { Document: { } document, Items: { } items }
            || document.DatasetRevision == before.Document?.DatasetRevision)
        {
            return (before, null);
        }

        return await baseline.KeepsAsync(document.DatasetRevision, cancellation).ConfigureAwait(false)
            ? (new TaskSide(document, items with { Rows = [.. items.Rows.Select(WithoutDrift)] }, null), null)
            : (before, PairedRows.Refused(
                $"the candidate's '{task}' was measured from another run than this baseline: "
                + "score it again with --drift-from and --overwrite"));
    }

    private static bool IsDrift(TaskSide side) =>
        side.Items is { Rows: [var first, ..] } && first.Values.ContainsKey(Divergence);

    private static ItemRow WithoutDrift(ItemRow row) => row with
    {
        Values = row.Values.ToDictionary(
            value => value.Key,
            value => value.Key switch
            {
                "tokens" => value.Value,
                "same_top" => row.Values["tokens"],
                _ => 0,
            }),
    };
}
