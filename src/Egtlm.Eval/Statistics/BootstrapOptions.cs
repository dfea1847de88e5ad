namespace Egtlm.Eval.Statistics;

/// <summary>How a bootstrap draws.</summary>
/// <param name="Seed">Same seed, same interval, on any machine and number of threads; see <see cref="CounterRandom"/>.</param>
/// <param name="Resamples">B; the bounds are order statistics of B values.</param>
public sealed record BootstrapOptions(ulong Seed, int Resamples = BootstrapOptions.DefaultResamples)
{
    /// <summary>generation-regression.md §2.2.</summary>
    public const int DefaultResamples = 10_000;

    /// <summary>The number of the resample that bounds the lower 5 %, counted from 0: ⌊0.05·(B + 1)⌋ − 1.</summary>
    /// <remarks>Davison and Hinkley 1997, Bootstrap Methods and their Application, §5.2.1 (there counted from 1).</remarks>
    internal int LowerRank => Math.Max(0, (int)Math.Floor(Quantiles.Alpha * (Resamples + 1)) - 1);
}
