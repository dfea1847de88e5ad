using System.Numerics;
using System.Runtime.Intrinsics;

namespace Egtlm.Eval.Metrics;

/// <summary>
/// The inner product as numpy's <c>einsum("ij,ij-&gt;i")</c> rounds it: scikit-learn takes its row norms from there.
/// </summary>
internal static class NumpySums
{
    /// <summary>Σ a·b over 128-bit lanes, without fused multiply-add.</summary>
    /// <remarks>
    /// Source: numpy einsum_sumprod.c.src; the x86-64 wheels compile it for SSE, four vectors a round, last first.
    /// </remarks>
    public static T Products<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, INumber<T>
    {
        var lanes = Vector128<T>.Count;
        var sum = Vector128<T>.Zero;
        var i = 0;
        for (; i <= a.Length - (4 * lanes); i += 4 * lanes)
        {
            for (var part = 3; part >= 0; part--)
            {
                var at = i + (part * lanes);
                sum += Vector128.Create(a[at..]) * Vector128.Create(b[at..]);
            }
        }

        for (; i <= a.Length - lanes; i += lanes)
        {
            sum += Vector128.Create(a[i..]) * Vector128.Create(b[i..]);
        }

        for (var lane = 0; i < a.Length; lane++, i++)
        {
            sum = sum.WithElement(lane, sum[lane] + (a[i] * b[i]));
        }

        return SumLanes(sum);
    }

    // Neighbours first, as the SSE3 horizontal add does.
    private static T SumLanes<T>(Vector128<T> lanes)
        where T : unmanaged, INumber<T> =>
        Vector128<T>.Count == 2 ? lanes[0] + lanes[1] : (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}
