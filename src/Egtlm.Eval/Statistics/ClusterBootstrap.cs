using System.Runtime.Intrinsics;

namespace Egtlm.Eval.Statistics;

/// <summary>
/// Draws clusters with replacement, as many as there are, and looks at the weighted mean of each draw.
/// </summary>
internal static class ClusterBootstrap
{
    private const int Block = 64;

    // A spread that is this small beside the values it was subtracted from is rounding, not spread.
    private const double Rounding = 1e-13;

    /// <summary>The bootstrap-t interval: mean − quantile of (mean* − mean)/SE* · SE. Null with one cluster.</summary>
    /// <remarks>
    /// Efron and Tibshirani 1993, An Introduction to the Bootstrap, §12.5; SE* is the clustered standard error of the
    /// draw. A draw without spread counts as ±∞, so a bound can be infinite where few clusters differ.
    /// </remarks>
    public static Interval? Studentised(ClusterSums sums, BootstrapOptions options)
    {
        if (sums.StandardError is not { } error)
        {
            return null;
        }

        if (error == 0)
        {
            return new Interval(sums.Mean, sums.Mean, IntervalKind.Studentised);
        }

        return new ResampledValues(Draw(sums, options).Studentised).Reflected(
            sums.Mean, error, options.LowerRank(BootstrapOptions.Effective(sums.Residuals)));
    }

    /// <summary>
    /// The interval between two quantiles of the drawn means; it decides nothing in the gate. Null with one cluster.
    /// </summary>
    public static Interval? Percentile(ClusterSums sums, BootstrapOptions options)
    {
        if (sums.Count < 2)
        {
            return null;
        }

        var deviations = new ResampledValues(Draw(sums, options).Deviations);
        var rank = options.LowerRank(BootstrapOptions.Effective(sums.Residuals));
        return new Interval(
            sums.Mean + deviations.FromBelow(rank),
            sums.Mean + deviations.FromAbove(rank),
            IntervalKind.Percentile);
    }

    private static (double[] Deviations, double[] Studentised) Draw(ClusterSums sums, BootstrapOptions options)
    {
        var (first, second) = Pack(sums);
        var (deviations, studentised) = (new double[options.Resamples], new double[options.Resamples]);
        Parallel.For(0, (options.Resamples + Block - 1) / Block, block =>
        {
            var end = Math.Min(options.Resamples, (block + 1) * Block);
            for (var resample = block * Block; resample < end; resample++)
            {
                (deviations[resample], studentised[resample]) =
                    Resample(first, second, CounterRandom.Key(options.Seed, resample));
            }
        });
        return (deviations, studentised);
    }

    /// <summary>Per cluster (r, w, r², r·w) and w², r the residual sum and w the weight.</summary>
    private static (Vector256<double>[] First, double[] Second) Pack(ClusterSums sums)
    {
        var first = new Vector256<double>[sums.Count];
        var second = new double[sums.Count];
        for (var i = 0; i < first.Length; i++)
        {
            var (r, w) = (sums.Residuals[i], sums.Weights[i]);
            first[i] = Vector256.Create(r, w, r * r, r * w);
            second[i] = w * w;
        }

        return (first, second);
    }

    private static (double Deviation, double Studentised) Resample(
        Vector256<double>[] first, double[] second, ulong key)
    {
        var total = Vector256<double>.Zero;
        var ww = 0.0;
        for (var k = 0; k < first.Length; k++)
        {
            var index = CounterRandom.Below(key, k, first.Length);
            total += first[index];
            ww += second[index];
        }

        var (r, w, rr, rw) = (total[0], total[1], total[2], total[3]);
        var deviation = r / w;
        var spread = rr - (2 * deviation * rw) + (deviation * deviation * ww);
        if (spread <= Rounding * rr)
        {
            var none = Math.Abs(r) <= Rounding * Math.Sqrt(rr);
            return (deviation, none ? 0 : Math.CopySign(double.PositiveInfinity, deviation));
        }

        return (deviation, r / Math.Sqrt(first.Length / (first.Length - 1.0) * spread));
    }
}
