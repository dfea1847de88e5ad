using System.Runtime.Intrinsics;

namespace Egtlm.Eval.Search;

/// <summary>The inner product of a query and one document, rounded the same on every machine.</summary>
/// <remarks>
/// Eight fused sums, then halves added to halves: how torch's matrix–vector product (MKL, AVX2) rounds. The order decides
/// which of two mathematically equal cosines is larger; with it mteb's rankings of such pairs are reproduced exactly.
/// </remarks>
internal static class InnerProduct
{
    private const int Lanes = 8;

    /// <summary>Σ aᵢ·bᵢ in float32; 0 for empty vectors.</summary>
    public static float Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Length);
        var sums = Vector256<float>.Zero;
        var whole = a.Length - (a.Length % Lanes);
        for (var i = 0; i < whole; i += Lanes)
        {
            sums = Vector256.FusedMultiplyAdd(Vector256.Create(a[i..]), Vector256.Create(b[i..]), sums);
        }

        if (whole < a.Length)
        {
            Span<float> tails = stackalloc float[2 * Lanes];
            tails.Clear();
            a[whole..].CopyTo(tails);
            b[whole..].CopyTo(tails[Lanes..]);
            sums = Vector256.FusedMultiplyAdd(Vector256.Create(tails), Vector256.Create(tails[Lanes..]), sums);
        }

        var half = sums.GetLower() + sums.GetUpper();
        return (half[0] + half[2]) + (half[1] + half[3]);
    }
}
