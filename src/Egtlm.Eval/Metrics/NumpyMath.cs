using System.Numerics;

namespace Egtlm.Eval.Metrics;

/// <summary>Sums and means that round as numpy's do, so that printed digits agree.</summary>
public static class NumpyMath
{
    private const int BlockSize = 128;

    /// <summary>
    /// Pairwise sum of contiguous values. Source: numpy/_core/src/umath/loops_utils.h.src, <c>pairwise_sum</c>.
    /// </summary>
    public static T Sum<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPoint<T>
    {
        if (values.Length < 8)
        {
            // numpy starts from -0.0 so that a sum of negative zeros stays negative; the reduction then adds it to
            // +0.0.
            var total = T.Zero;
            foreach (var value in values)
            {
                total += value;
            }

            return total;
        }

        if (values.Length <= BlockSize)
        {
            Span<T> r = stackalloc T[8];
            values[..8].CopyTo(r);
            var i = 8;
            for (; i < values.Length - (values.Length % 8); i += 8)
            {
                for (var j = 0; j < 8; j++)
                {
                    r[j] += values[i + j];
                }
            }

            var total = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
            for (; i < values.Length; i++)
            {
                total += values[i];
            }

            return total;
        }

        var half = values.Length / 2;
        half -= half % 8;
        return Sum(values[..half]) + Sum(values[half..]);
    }

    /// <summary><c>np.mean</c>; NaN for no values.</summary>
    public static double Mean(ReadOnlySpan<double> values) => Sum(values) / values.Length;

    /// <summary><c>np.std</c>: population standard deviation; NaN for no values.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values)
    {
        var mean = Mean(values);
        var squares = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            squares[i] = (values[i] - mean) * (values[i] - mean);
        }

        return Math.Sqrt(Mean(squares));
    }
}
