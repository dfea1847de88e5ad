namespace Egtlm.Eval.Statistics;

/// <summary>Change of a ratio whose two sides have own numerators and denominators, per cluster.</summary>
/// <remarks>
/// With totals A/B of the candidate and E/F of the baseline the change is A/B − E/F, or (A/B)/(E/F) − 1. Its standard
/// error is √(C/(C−1) · Σ z²), z the change's gradient times the sums of a cluster (the delta method).
/// </remarks>
internal sealed record RatioSums(double[] A, double[] B, double[] E, double[] F, DamageScale Scale, double Sign)
{
    private const int Block = 64;

    public int Count => A.Length;

    public static RatioSums Of(RatioItems items, DamageScale scale, double sign)
    {
        var clusters = ClusterSums.Dense(items.Clusters ?? [.. Enumerable.Range(0, items.Baseline.Count)]);
        double[] ones = [.. Enumerable.Repeat(1.0, items.Baseline.Count)];
        var baselineSizes = items.BaselineSizes ?? ones;
        var a = Sum(items.Candidate, clusters);
        var b = Sum(items.CandidateSizes ?? baselineSizes, clusters);
        var e = Sum(items.Baseline, clusters);
        var f = Sum(baselineSizes, clusters);

        // Sorted, so that the order of items never matters.
        int[] order = [.. Enumerable.Range(0, a.Length).OrderBy(i => (a[i], b[i], e[i], f[i]))];
        double[] Sorted(double[] values) => [.. order.Select(i => values[i])];
        return new RatioSums(Sorted(a), Sorted(b), Sorted(e), Sorted(f), scale, sign);
    }

    /// <summary>The damage; the standard error is null with one cluster.</summary>
    public (double Mean, double? StandardError) Estimate()
    {
        var (mean, error) = Of([.. Enumerable.Range(0, Count)], new double[Count]);
        return (mean, Count < 2 ? null : error);
    }

    /// <summary>
    /// The bootstrap-t interval, as <see cref="ClusterBootstrap.Studentised"/>; null with one cluster.
    /// </summary>
    public Interval? Studentised(BootstrapOptions options)
    {
        if (Count < 2)
        {
            return null;
        }

        var residuals = new double[Count];
        var (mean, error) = Of([.. Enumerable.Range(0, Count)], residuals);

        if (error == 0)
        {
            return new Interval(mean, mean, IntervalKind.Studentised);
        }

        var values = new double[options.Resamples];
        Parallel.For(0, (values.Length + Block - 1) / Block, block =>
        {
            var (drawn, scratch) = (new int[Count], new double[Count]);
            for (var b = block * Block; b < Math.Min(values.Length, (block + 1) * Block); b++)
            {
                var key = CounterRandom.Key(options.Seed, b);
                for (var k = 0; k < drawn.Length; k++)
                {
                    drawn[k] = CounterRandom.Below(key, k, drawn.Length);
                }

                var (value, spread) = Of(drawn, scratch);
                values[b] = value == mean ? 0 : (value - mean) / spread;
            }
        });
        return new ResampledValues(values).Reflected(
            mean, error, options.LowerRank(BootstrapOptions.Effective(residuals)));
    }

    /// <summary>Damage of drawn clusters; fills in what each of them adds to its error.</summary>
    private (double Mean, double StandardError) Of(int[] clusters, double[] residuals)
    {
        double a = 0, b = 0, e = 0, f = 0;
        foreach (var cluster in clusters)
        {
            a += A[cluster];
            b += B[cluster];
            e += E[cluster];
            f += F[cluster];
        }

        var (candidate, baseline) = (a / b, e / f);
        var isRelative = Scale == DamageScale.Relative;
        var byBaseline = isRelative ? candidate / baseline : 1;
        var unit = isRelative ? 1 / baseline : 1;
        var squares = 0.0;
        for (var i = 0; i < clusters.Length; i++)
        {
            var cluster = clusters[i];
            var z = unit * (((A[cluster] - (candidate * B[cluster])) / b)
                - (byBaseline * (E[cluster] - (baseline * F[cluster])) / f));
            residuals[i] = z;
            squares += z * z;
        }

        var change = isRelative ? byBaseline - 1 : candidate - baseline;
        return (Sign * change, Math.Sqrt(clusters.Length / Math.Max(1, clusters.Length - 1.0) * squares));
    }

    private static double[] Sum(IReadOnlyList<double> values, int[] clusters)
    {
        var sums = new double[clusters.Max() + 1];
        for (var i = 0; i < clusters.Length; i++)
        {
            sums[clusters[i]] += values[i];
        }

        return sums;
    }
}
