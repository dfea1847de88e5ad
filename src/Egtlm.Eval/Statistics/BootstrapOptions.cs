namespace Egtlm.Eval.Statistics;

/// <summary>How a bootstrap draws.</summary>
/// <param name="Seed">
/// Same seed, same interval, on any machine and number of threads; see <see cref="CounterRandom"/>.
/// </param>
/// <param name="Resamples">B; the bounds are order statistics of B values.</param>
public sealed record BootstrapOptions(ulong Seed, int Resamples = BootstrapOptions.DefaultResamples)
{
    /// <summary>generation-regression.md §2.2.</summary>
    public const int DefaultResamples = 10_000;

    /// <summary>The number of the resample that bounds the lower tail, counted from 0: ⌊α·(B + 1)⌋ − 1.</summary>
    /// <param name="units">
    /// Independent units drawn, see <see cref="Effective"/>. α is Φ(−√(m/(m − 1))·t(0.95; m − 1)): 0.05 for many, 0.045
    /// for 50, 0.030 for 12, because a draw from few units is narrower than the law they came from.
    /// </param>
    /// <remarks>
    /// Davison and Hinkley 1997, Bootstrap Methods and their Application, §5.2.1 (there counted from 1); the level is
    /// Hesterberg's expanded one, 2015, doi:10.1080/00031305.2015.1089789.
    /// </remarks>
    internal int LowerRank(double units)
    {
        var alpha = Quantiles.TailAbove(ExpandedQuantile(units), null);
        return Math.Max(0, (int)Math.Floor(alpha * (Resamples + 1)) - 1);
    }

    /// <summary>√(m/(m − 1))·t(0.95; m − 1), with at least two units.</summary>
    internal static double ExpandedQuantile(double units)
    {
        var m = Math.Max(2, units);
        return Math.Sqrt(m / (m - 1)) * Quantiles.StudentT95(m - 1);
    }

    /// <summary>
    /// How many normal units would know the spread as well as these do: 2C/(κ − 1), at most C, κ the fourth moment over
    /// the squared second. Few of many that carry the spread, by weight or by rarity, count as few.
    /// </summary>
    /// <remarks>
    /// Satterthwaite's degrees of freedom, 1946, doi:10.2307/3002019: 2/relative variance of the variance.
    /// </remarks>
    internal static double Effective(IReadOnlyList<double> residuals)
    {
        double squares = 0, fourths = 0;
        foreach (var residual in residuals)
        {
            squares += residual * residual;
            fourths += residual * residual * residual * residual;
        }

        var kurtosis = residuals.Count * fourths / (squares * squares);
        var units = 2 * residuals.Count / (kurtosis - 1);
        return units > 0 && units < residuals.Count ? units : residuals.Count;
    }
}
