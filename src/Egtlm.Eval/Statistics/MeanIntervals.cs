namespace Egtlm.Eval.Statistics;

/// <summary>Intervals of closed form around a mean. Null stands for: no spread is known, as with one cluster.</summary>
internal static class MeanIntervals
{
    public static Interval? Normal(double mean, double? standardError, IntervalKind kind) =>
        Around(mean, standardError, Quantiles.OneSided95, kind);

    /// <summary>t interval with one degree of freedom less than <paramref name="units"/>.</summary>
    public static Interval? T(double mean, double? standardError, int units, IntervalKind kind) =>
        units < 2 ? null : Around(mean, standardError, Quantiles.StudentT95(units - 1), kind);

    /// <summary>t interval of the unweighted means of the clusters, centred on their mean.</summary>
    public static Interval? TOnClusterMeans(ClusterSums sums)
    {
        if (sums.Count < 2)
        {
            return null;
        }

        var mean = sums.ClusterMeans.Average();
        var squares = sums.ClusterMeans.Sum(value => (value - mean) * (value - mean));
        var standardError = Math.Sqrt(squares / (sums.Count - 1) / sums.Count);
        return T(mean, standardError, sums.Count, IntervalKind.TOnClusterMeans);
    }

    private static Interval? Around(double mean, double? standardError, double quantile, IntervalKind kind) =>
        standardError is { } error ? new Interval(mean - (quantile * error), mean + (quantile * error), kind) : null;
}
