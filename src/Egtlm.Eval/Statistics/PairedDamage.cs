namespace Egtlm.Eval.Statistics;

/// <summary>Damage by kind of metric, each with the interval that decides: one entry per kind.</summary>
public static class PairedDamage
{
    // generation-regression.md §2.2.
    private const int FewDiscordant = 25;

    /// <summary>Right or wrong items: damages are −1, 0 or 1.</summary>
    public static DamageEstimate Binary(PairedItems items)
    {
        var sums = ClusterSums.Of(items with { Weights = null });
        var counts = PairedCounts.Of(items);
        var isClustered = items.Clusters is not null;
        var standardError = isClustered ? sums.StandardError : counts.StandardError;
        var isSparse = counts.Discordant < FewDiscordant;
        var tango = TangoInterval.Of(counts);
        var normal = MeanIntervals.Normal(sums.Mean, standardError, IntervalKind.Normal);
        if (!isClustered)
        {
            return new DamageEstimate(
                counts.Difference, standardError, isSparse ? tango : normal, isSparse ? normal : tango,
                counts.Items, counts.Items, counts);
        }

        var clustered = MeanIntervals.T(sums.Mean, standardError, sums.Count, IntervalKind.ClusteredT);
        return new DamageEstimate(
            counts.Difference, standardError, isSparse ? clustered?.WidenTo(tango) : clustered,
            MeanIntervals.TOnClusterMeans(sums), counts.Items, sums.Count, counts, sums.Count - 1);
    }

    /// <summary>Numbers per item, averaged (with weights where there are any).</summary>
    /// <param name="bootstrap">Null: t intervals, which need no draws.</param>
    public static DamageEstimate Mean(PairedItems items, BootstrapOptions? bootstrap = null) =>
        Of(ClusterSums.Of(items), items.Damage.Count, items.Clusters is not null, bootstrap);

    private static DamageEstimate Of(ClusterSums sums, int items, bool isClustered, BootstrapOptions? bootstrap)
    {
        var kind = isClustered ? IntervalKind.ClusteredT : IntervalKind.T;
        var closed = MeanIntervals.T(sums.Mean, sums.StandardError, sums.Count, kind);
        var crossCheck = isClustered ? MeanIntervals.TOnClusterMeans(sums) : closed;
        var interval = bootstrap is null ? closed : ClusterBootstrap.Studentised(sums, bootstrap);
        return new DamageEstimate(
            sums.Mean, sums.StandardError, interval, crossCheck, items, sums.Count, null, sums.Count - 1);
    }
}
