namespace Egtlm.Eval.Statistics;

/// <summary>How a bootstrap draws.</summary>
/// <param name="Seed">Same seed, same interval, on any machine and number of threads; see <see cref="CounterRandom"/>.</param>
/// <param name="Resamples">B; the bounds are order statistics of B values.</param>
public sealed record BootstrapOptions(ulong Seed, int Resamples = BootstrapOptions.DefaultResamples)
{
    /// <summary>generation-regression.md §2.2.</summary>
    public const int DefaultResamples = 10_000;

    /// <summary>The number of the resample that bounds the lower tail, counted from 0: ⌊α·(B + 1)⌋ − 1.</summary>
    /// <param name="units">
    /// Independent units drawn, by weight (Kish: (Σ w)²/Σ w²). α is Φ(−√(m/(m − 1))·t(0.95; m − 1)): 0.05 for many,
    /// 0.045 for 50, 0.033 for 12, because a draw from few units is narrower than the law they came from.
    /// </param>
    /// <remarks>
    /// Davison and Hinkley 1997, Bootstrap Methods and their Application, §5.2.1 (there counted from 1); the level is
    /// Hesterberg's expanded one, 2015, doi:10.1080/00031305.2015.1089789.
    /// </remarks>
    internal int LowerRank(double units)
    {
        var m = Math.Max(2, units);
        var alpha = Quantiles.TailAbove(Math.Sqrt(m / (m - 1)) * Quantiles.StudentT95(m - 1), null);
        return Math.Max(0, (int)Math.Floor(alpha * (Resamples + 1)) - 1);
    }

    /// <summary>Kish's effective number of units with weights.</summary>
    internal static double Effective(IReadOnlyList<double> weights) =>
        Math.Pow(weights.Sum(), 2) / weights.Sum(weight => weight * weight);
}
