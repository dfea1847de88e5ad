using System.Runtime.Intrinsics;

namespace Egtlm.Eval.Metrics;

/// <summary>
/// The inner product of <c>numpy.dot</c> on float32 vectors, as its OpenBLAS rounds it on AVX-512 machines.
/// </summary>
internal static class BlasSums
{
    /// <summary>
    /// Fused sums of 64, then 32 values a round; the rest in double. After OpenBLAS sdot.c; fitted to the goldens.
    /// </summary>
    public static float Products(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Span<Vector512<float>> wide = stackalloc Vector512<float>[4];
        wide.Clear();
        var i = 0;
        for (; i <= a.Length - 64; i += 64)
        {
            for (var part = 0; part < 4; part++)
            {
                var at = i + (part * 16);
                Vector512<float> x = Vector512.Create(a[at..]), y = Vector512.Create(b[at..]);
                wide[part] = Vector512.FusedMultiplyAdd(x, y, wide[part]);
            }
        }

        Span<Vector256<float>> sums = stackalloc Vector256<float>[4];
        for (var part = 0; part < 4; part++)
        {
            sums[part] = wide[part].GetLower() + wide[part].GetUpper();
        }

        for (; i <= a.Length - 32; i += 32)
        {
            for (var part = 0; part < 4; part++)
            {
                var at = i + (part * 8);
                Vector256<float> x = Vector256.Create(a[at..]), y = Vector256.Create(b[at..]);
                sums[part] = Vector256.FusedMultiplyAdd(x, y, sums[part]);
            }
        }

        var rest = 0.0;
        for (; i < a.Length; i++)
        {
            rest += a[i] * b[i];
        }

        var sum = sums[0] + sums[1] + sums[2] + sums[3];
        var half = sum.GetLower() + sum.GetUpper();
        return (float)(rest + ((half[0] + half[1]) + (half[2] + half[3])));
    }
}
