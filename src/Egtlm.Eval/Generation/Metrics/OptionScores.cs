using System.Text;

namespace Egtlm.Eval.Generation.Metrics;

/// <summary>How likely each option of a question is, and what follows from it.</summary>
/// <param name="Sums">Σ ln p of the tokens of each option, nats; two options at least.</param>
/// <param name="Bytes">UTF-8 bytes of each option, 1 at least.</param>
/// <param name="Gold">Index of the right option.</param>
/// <remarks>
/// Source: generation-regression.md, G3. lm-evaluation-harness divides by characters in <c>acc_norm</c> and by bytes in
/// <c>acc_bytes</c>; the specification means the latter.
/// </remarks>
public sealed record OptionScores(IReadOnlyList<double> Sums, IReadOnlyList<int> Bytes, int Gold)
{
    /// <summary>The most likely option, the first of equals; null where a sum is not a number.</summary>
    public int? Choice => Largest(Sums);

    /// <summary>The most likely option per byte, the first of equals; null where a sum is not a number.</summary>
    public int? NormalisedChoice => Largest([.. Sums.Select((sum, i) => sum / Bytes[i])]);

    /// <summary><c>acc</c>.</summary>
    public bool IsRight => Choice == Gold;

    /// <summary><c>acc_norm</c>.</summary>
    public bool IsRightNormalised => NormalisedChoice == Gold;

    /// <summary>
    /// ll(gold) − max ll(other), nats: above 0 when right, and moves before the choice does. NaN where a sum is.
    /// </summary>
    public double Margin => Choice is null ? double.NaN : Sums[Gold] - Sums.Where((_, i) => i != Gold).Max();

    /// <exception cref="ArgumentException">Other counts of sums and options, or an empty option.</exception>
    public static OptionScores Of(IReadOnlyList<double> sums, IReadOnlyList<string> options, int gold)
    {
        ArgumentNullException.ThrowIfNull(sums);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Count, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(sums.Count, options.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(gold);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(gold, options.Count);
        int[] bytes = [.. options.Select(Encoding.UTF8.GetByteCount)];
        return bytes.Contains(0)
            ? throw new ArgumentException("an option is empty: it has no likelihood", nameof(options))
            : new OptionScores(sums, bytes, gold);
    }

    private static int? Largest(IReadOnlyList<double> values)
    {
        var best = 0;
        for (var i = 0; i < values.Count; i++)
        {
            if (double.IsNaN(values[i]))
            {
                return null;
            }

            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
