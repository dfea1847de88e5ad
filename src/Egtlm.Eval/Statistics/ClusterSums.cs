namespace Egtlm.Eval.Statistics;

/// <summary>Items summed over their clusters: all that the statistics of a weighted mean need.</summary>
/// <param name="Mean">Σ w·d / Σ w.</param>
/// <param name="Residuals">
/// Σ w·(d − mean) per cluster; smallest first, so that the order of items never matters.
/// </param>
/// <param name="Weights">Σ w per cluster, above 0, in the order of <paramref name="Residuals"/>.</param>
/// <param name="Sums">Σ w·d per cluster in the same order: exactly 0 where no item changed.</param>
internal sealed record ClusterSums(double Mean, double[] Residuals, double[] Weights, double[] Sums)
{
    public int Count => Residuals.Length;

    public double TotalWeight { get; } = Weights.Sum();

    /// <summary>√(C/(C−1) · Σ residual²) / Σ w; null with one cluster.</summary>
    /// <remarks>
    /// inspect_ai's clustered standard error, after Miller 2024, arXiv:2411.00640, appendix A. With one item per
    /// cluster it is the usual sd/√n.
    /// </remarks>
    public double? StandardError => Count < 2
        ? null
        : Math.Sqrt((double)Count / (Count - 1) * Residuals.Sum(value => value * value)) / TotalWeight;

    /// <summary>Mean of each cluster's items, the clusters in no order of meaning.</summary>
    public IEnumerable<double> ClusterMeans => Residuals.Zip(Weights, (residual, weight) => Mean + (residual / weight));

    /// <summary>The weighted mean of damages.</summary>
    public static ClusterSums Of(PairedItems items)
    {
        var count = items.Damage.Count;
        ItemChecks.Any(count);
        ItemChecks.SameCount(count, items.Ids?.Count ?? count, "ids");
        ItemChecks.SameCount(count, items.Clusters?.Count ?? count, "clusters");
        ItemChecks.SameCount(count, items.Weights?.Count ?? count, "weights");
        ItemChecks.Finite(items.Damage, items.Ids, "damage");
        if (items.Weights is not { } weights)
        {
            return Of(items.Damage, [.. Enumerable.Repeat(1.0, count)], items.Clusters);
        }

        ItemChecks.Weights(weights, items.Ids, "weight");
        return Of([.. items.Damage.Zip(weights, (damage, weight) => damage * weight)], weights, items.Clusters);
    }

    /// <summary>The ratio Σ sums / Σ weights. Clusters whose weight is 0 are left out.</summary>
    public static ClusterSums Of(
        IReadOnlyList<double> sums, IReadOnlyList<double> weights, IReadOnlyList<int>? clusters)
    {
        var numbers = clusters is null ? [.. Enumerable.Range(0, sums.Count)] : Dense(clusters);
        var mean = sums.Sum() / weights.Sum();
        var clustered = new (double Residual, double Weight, double Sum)[numbers.Max() + 1];
        for (var i = 0; i < numbers.Length; i++)
        {
            ref var cluster = ref clustered[numbers[i]];
            cluster.Residual += sums[i] - (weights[i] * mean);
            cluster.Weight += weights[i];
            cluster.Sum += sums[i];
        }

        (double Residual, double Weight, double Sum)[] kept =
            [.. clustered.Where(cluster => cluster.Weight > 0).Order()];
        return new ClusterSums(
            mean,
            Array.ConvertAll(kept, cluster => cluster.Residual),
            Array.ConvertAll(kept, cluster => cluster.Weight),
            Array.ConvertAll(kept, cluster => cluster.Sum));
    }

    /// <summary>Numbers from 0 in the order of first appearance, for any numbers.</summary>
    public static int[] Dense(IReadOnlyList<int> clusters)
    {
        var numbers = new Dictionary<int, int>();
        return [.. clusters.Select(key => numbers.TryAdd(key, numbers.Count) ? numbers.Count - 1 : numbers[key])];
    }
}
