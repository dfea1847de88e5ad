namespace Egtlm.Eval.Statistics;

/// <summary>
/// Damage of metrics that are no mean of items: the statistic is taken anew over each resample of the set.
/// </summary>
/// <remarks>
/// The interval is the percentile interval, widened by mean ∓ t·SE where that lies further out, the standard error
/// being the standard deviation over the resamples. Both stand at the expanded level of <see cref="BootstrapOptions"/>.
/// Fewer than two units have no interval. The draws depend on the order of the items: sort them by id.
/// </remarks>
public static class WholeSetDamage
{
    /// <summary>Spearman's rank correlation with the gold scores of pairs, as in STS tasks; more is better.</summary>
    public static DamageEstimate Spearman(ScoredPairs pairs, BootstrapOptions bootstrap)
    {
        pairs.Check();
        return Of(
            pairs.Gold.Count,
            new SpearmanDifference(pairs.Gold, pairs.Baseline, pairs.Candidate).Create,
            bootstrap,
            pairs.Clusters);
    }

    /// <summary>
    /// Average precision of scored pairs, as in pair classification; gold above 0 is positive, more is better.
    /// </summary>
    public static DamageEstimate AveragePrecision(ScoredPairs pairs, BootstrapOptions bootstrap)
    {
        pairs.Check();
        bool[] isPositive = [.. pairs.Gold.Select(value => value > 0)];
        var positive = isPositive.Count(value => value);
        return Of(
            pairs.Gold.Count,
            new AveragePrecisionDifference(isPositive, pairs.Baseline, pairs.Candidate).Create,
            bootstrap,
            pairs.Clusters,
            Math.Min(positive, isPositive.Length - positive));
    }

    /// <summary>Any statistic that can be taken of a set in which items occur several times.</summary>
    /// <param name="items">Items of the set, above 0.</param>
    /// <param name="create">Makes the function for one thread; what it makes may keep scratch of its own.</param>
    /// <param name="clusters">Number of the cluster of each item, drawn whole; null: items are independent.</param>
    /// <param name="informative">Items that the statistic leans on, such as the rarer label; null: all.</param>
    public static DamageEstimate Of(
        int items,
        Func<ResampledDamage> create,
        BootstrapOptions bootstrap,
        IReadOnlyList<int>? clusters = null,
        int? informative = null)
    {
        ItemChecks.Any(items);
        ItemChecks.SameCount(items, clusters?.Count ?? items, "clusters");
        var units = clusters?.Distinct().Count() ?? items;
        var mean = create()([.. Enumerable.Repeat(1, items)]);
        if (double.IsNaN(mean))
        {
            throw new EvaluationException(
                $"the statistic of {items} items has no value on one side",
                "a correlation needs scores that are not all the same, average precision a positive pair");
        }

        if (units < 2)
        {
            return new DamageEstimate(mean, null, null, null, items, units);
        }

        var values = new ResampledValues(WholeSetBootstrap.Draw(items, create, clusters, bootstrap));
        var error = values.StandardDeviation();
        var leaned = Math.Min(units, informative ?? units);
        var rank = bootstrap.LowerRank(leaned);
        var percentile = new Interval(values.FromBelow(rank), values.FromAbove(rank), IntervalKind.Percentile);
        var closed = error is { } known ? Around(mean, BootstrapOptions.ExpandedQuantile(leaned) * known) : null;
        return new DamageEstimate(
            mean, error, closed is null ? percentile : percentile.WidenTo(closed), closed, items, units);
    }

    private static Interval Around(double mean, double distance) =>
        new(mean - distance, mean + distance, IntervalKind.T);
}
