namespace Egtlm.Eval.Statistics;

/// <summary>Damage by kind of metric, with the interval that decides: one entry per kind.</summary>
/// <remarks>
/// The t intervals alone pass a candidate too often where the damage sits in few items (up to 9 % at damage = margin),
/// so with a bootstrap the outer bounds of both count. The benchmark <c>gate-simulation</c> prints the figures.
/// </remarks>
public static class PairedDamage
{
    // generation-regression.md §2.2.
    private const int FewDiscordant = 25;

    // Above this a mean is as good as normal, and 10,000 resamples would take seconds.
    private const int MostDrawnClusters = 50_000;

    /// <summary>
    /// Right or wrong items, damages −1, 0 or 1. Independent: Tango with fewer than 25 discordant items, else normal,
    /// widened by Tango: counted over all outcomes, with the margin as damage the normal interval alone passes 5.2 to
    /// 8.5 % (400 items, 3.25 % damaged, 0.25 % repaired), together they pass at most 5.0 %.
    /// Clustered: clustered t, widened by Tango with fewer than 25, and by the studentised bootstrap where one is
    /// given.
    /// </summary>
    public static DamageEstimate Binary(PairedItems items, BootstrapOptions? bootstrap = null)
    {
        var sums = ClusterSums.Of(items with { Weights = null });
        var counts = PairedCounts.Of(items);
        var isSparse = counts.Discordant < FewDiscordant;
        var tango = TangoInterval.Of(counts);
        if (items.Clusters is null)
        {
            var normal = MeanIntervals.Normal(counts.Difference, counts.StandardError, IntervalKind.Normal);
            return new DamageEstimate(
                counts.Difference, counts.StandardError, isSparse ? tango : normal?.WidenTo(tango),
                isSparse ? normal : tango, counts.Items, counts.Items, counts);
        }

        var clustered = MeanIntervals.T(sums.Mean, sums.StandardError, sums.Count, IntervalKind.ClusteredT);
        if (clustered is not null && Drawn(sums, bootstrap) is { IsFinite: true } drawn)
        {
            clustered = clustered.WidenTo(drawn);
        }

        return new DamageEstimate(
            counts.Difference, sums.StandardError, isSparse ? clustered?.WidenTo(tango) : clustered,
            MeanIntervals.TOnClusterMeans(sums), counts.Items, sums.Count, counts, sums.Count - 1);
    }

    /// <summary>
    /// Numbers per item, averaged (with weights where there are any): studentised bootstrap, widened by the t interval.
    /// </summary>
    /// <param name="bootstrap">Null: t intervals alone, which need no draws.</param>
    /// <param name="range">
    /// Largest change of an item, 1 for a share; null where there is none. Where no item of a sample changed, nothing
    /// says how much others would: the interval is Tango's for no change among the units, times this. Without it, 30
    /// queries of a set where one in fifteen changes pass a margin too often (13.9 % at damage = margin).
    /// </param>
    public static DamageEstimate Mean(PairedItems items, BootstrapOptions? bootstrap = null, double? range = null)
    {
        var sums = ClusterSums.Of(items);
        var estimate = Of(sums, items.Damage.Count, items.Clusters is not null, bootstrap);
        if (range is not { } largest || items.Damage.Any(damage => damage != 0))
        {
            return estimate;
        }

        var unchanged = TangoInterval.Of(new PairedCounts(sums.Count, 0, 0));
        return estimate with
        {
            Interval = new Interval(largest * unchanged.Lower, largest * unchanged.Upper, IntervalKind.ScaledTango),
        };
    }

    /// <summary>A ratio of sums over all items, such as NLL/token or bits per byte; intervals as of a mean.</summary>
    /// <exception cref="EvaluationException">
    /// Relative change of a baseline with an item below 0, or of one that sums to 0.
    /// </exception>
    public static DamageEstimate Ratio(
        RatioItems items, DamageScale scale, bool higherIsBetter = false, BootstrapOptions? bootstrap = null)
    {
        items.Check();
        var sign = higherIsBetter ? -1 : 1;
        if (scale == DamageScale.Relative)
        {
            ItemChecks.Weights(items.Baseline, items.Ids, "baseline");
        }

        if (!items.HasEqualSizes)
        {
            return OfTwoRatios(RatioSums.Of(items, scale, sign), items, bootstrap);
        }

        // The sizes of both sides are the same, so they cancel out of a relative change.
        var weights = scale == DamageScale.Relative
            ? items.Baseline
            : items.BaselineSizes ?? [.. Enumerable.Repeat(1.0, items.Baseline.Count)];
        double[] changes =
            [.. items.Candidate.Zip(items.Baseline, (candidate, baseline) => sign * (candidate - baseline))];
        var sums = ClusterSums.Of(changes, weights, items.Clusters);
        return Of(sums, items.Baseline.Count, items.Clusters is not null, bootstrap);
    }

    private static DamageEstimate OfTwoRatios(RatioSums sums, RatioItems items, BootstrapOptions? bootstrap)
    {
        var (mean, error) = sums.Estimate();
        var kind = items.Clusters is null ? IntervalKind.T : IntervalKind.ClusteredT;
        var closed = MeanIntervals.T(mean, error, sums.Count, kind);
        var drawn = closed is null || bootstrap is null ? null : sums.Studentised(bootstrap);
        return new DamageEstimate(
            mean, error, closed is null ? null : drawn?.WidenTo(closed) ?? closed, closed, items.Baseline.Count,
            sums.Count, null, sums.Count - 1);
    }

    private static DamageEstimate Of(ClusterSums sums, int items, bool isClustered, BootstrapOptions? bootstrap)
    {
        var kind = isClustered ? IntervalKind.ClusteredT : IntervalKind.T;
        var closed = MeanIntervals.T(sums.Mean, sums.StandardError, sums.Count, kind);
        var interval = (closed, Drawn(sums, bootstrap)) switch
        {
            (null, _) or (_, null) => closed,
            (var t, { IsFinite: true } drawn) => drawn.WidenTo(t),
            (var t, _) => t.WidenTo(ScaledTango.Of(sums)),
        };
        return new DamageEstimate(
            sums.Mean, sums.StandardError, interval, isClustered ? MeanIntervals.TOnClusterMeans(sums) : closed, items,
            sums.Count, null, sums.Count - 1);
    }

    private static Interval? Drawn(ClusterSums sums, BootstrapOptions? bootstrap) =>
        bootstrap is null || sums.Count > MostDrawnClusters ? null : ClusterBootstrap.Studentised(sums, bootstrap);
}
