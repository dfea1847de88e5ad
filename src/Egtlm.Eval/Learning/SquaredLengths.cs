using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Egtlm.Eval.Learning;

/// <summary>Squared lengths and distances, rounded as the reference tools round them in the type of the data.</summary>
internal static class SquaredLengths
{
    /// <summary>
    /// ‖x‖² as numpy's <c>einsum("ij,ij->i")</c> sums it: 128-bit vectors, four at a time, the last first.
    /// </summary>
    public static T Of<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var width = Vector128<T>.Count;
        var sums = Vector128<T>.Zero;
        var i = 0;
        for (; i + (4 * width) <= x.Length; i += 4 * width)
        {
            for (var j = 3; j >= 0; j--)
            {
                var part = Vector128.Create(x.Slice(i + (j * width), width));
                sums = (part * part) + sums;
            }
        }

        Span<T> tail = stackalloc T[width];
        for (; i < x.Length; i += width)
        {
            tail.Clear();
            x[i..Math.Min(i + width, x.Length)].CopyTo(tail);
            var part = Vector128.Create<T>(tail);
            sums = (part * part) + sums;
        }

        return width == 4 ? (sums[0] + sums[1]) + (sums[2] + sums[3]) : sums[0] + sums[1];
    }

    /// <summary>
    /// ‖x - y‖² as sklearn sums it: four terms at a time. Source: sklearn/cluster/_k_means_common.pyx.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = T.Zero;
        while (x.Length >= 4 && y.Length >= 4)
        {
            T a = x[0] - y[0], b = x[1] - y[1], c = x[2] - y[2], d = x[3] - y[3];
            sum += (a * a) + (b * b) + (c * c) + (d * d);
            x = x[4..];
            y = y[4..];
        }

        for (var i = 0; i < x.Length; i++)
        {
            var a = x[i] - y[i];
            sum += a * a;
        }

        return sum;
    }
}
