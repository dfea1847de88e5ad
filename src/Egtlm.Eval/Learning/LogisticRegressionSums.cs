using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Egtlm.Eval.Learning;

/// <summary>Dot products of logistic regression, in the order of OpenBLAS with 512-bit vectors on any machine.</summary>
/// <remarks>Not followed: its matrix-vector kernels (two classes) and its products with test rows.</remarks>
internal static class LogisticRegressionSums
{
    private const int Lanes = 16;

    // OpenBLAS, sgemm_small_kernel_nn_skylakex.c: when it takes dot products instead of outer products.
    private const int MostDotOutputs = 8;
    private const int ShortestDot = 32;

    /// <summary>
    /// Recomputes the scores that OpenBLAS sums in sixteen lanes: the last few outputs of a small float32 product.
    /// </summary>
    /// <param name="samples"><c>[samples, features]</c>.</param>
    /// <param name="weights"><c>[features, outputs]</c>, perhaps padded.</param>
    /// <param name="scores"><c>[samples, outputs]</c>, perhaps padded.</param>
    public static void RefineScores<T>(Matrix<T> samples, Matrix<T> weights, int outputs, Matrix<T> scores)
        where T : unmanaged
    {
        var first = outputs / Lanes * Lanes;
        if (typeof(T) != typeof(float) || outputs - first is 0 or > MostDotOutputs || samples.Columns < ShortestDot
            || !LogisticRegressionProducts.IsSmall(samples.Rows, samples.Columns, outputs))
        {
            return;
        }

        var column = new float[samples.Columns];
        for (var output = first; output < outputs; output++)
        {
            for (var feature = 0; feature < column.Length; feature++)
            {
                column[feature] = MemoryMarshal.Cast<T, float>(weights.Row(feature))[output];
            }

            for (var row = 0; row < samples.Rows; row++)
            {
                var lanes = MultiplyLanes(MemoryMarshal.Cast<T, float>(samples.Row(row)), column);
                var isGrouped = output < outputs / 4 * 4 || row < samples.Rows / 4 * 4;
                MemoryMarshal.Cast<T, float>(scores.Row(row))[output] = isGrouped ? SumGroups(lanes) : SumHalves(lanes);
            }
        }
    }

    /// <summary>The squared norm of <paramref name="values"/>. Source: OpenBLAS, sdot_microk_skylakex-2.c.</summary>
    public static T SumOfSquares<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> lanes = stackalloc T[64];
        lanes.Clear();
        var i = 0;
        for (; i + 64 <= values.Length; i += 64)
        {
            TensorPrimitives.FusedMultiplyAdd(values.Slice(i, 64), values.Slice(i, 64), lanes, lanes);
        }

        // Four vectors of sixteen lanes become four of eight.
        Span<T> sums = stackalloc T[32];
        for (var lane = 0; lane < 32; lane++)
        {
            var first = (lane / 8 * 16) + (lane % 8);
            sums[lane] = lanes[first] + lanes[first + 8];
        }

        if (i + 32 <= values.Length)
        {
            TensorPrimitives.FusedMultiplyAdd(values.Slice(i, 32), values.Slice(i, 32), sums, sums);
            i += 32;
        }

        for (var lane = 0; lane < 8; lane++)
        {
            sums[lane] = sums[lane] + sums[lane + 8] + sums[lane + 16] + sums[lane + 24];
        }

        var rest = 0.0;
        for (; i < values.Length; i++)
        {
            rest += double.CreateTruncating(values[i] * values[i]);
        }

        var total = (sums[0] + sums[4] + (sums[1] + sums[5])) + (sums[2] + sums[6] + (sums[3] + sums[7]));
        return T.CreateTruncating(rest + double.CreateTruncating(total));
    }

    private static Vector512<float> MultiplyLanes(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var sums = Vector512<float>.Zero;
        var i = 0;
        for (; i + Lanes <= x.Length; i += Lanes)
        {
            sums = Vector512.FusedMultiplyAdd(Vector512.Create(x[i..]), Vector512.Create(y[i..]), sums);
        }

        Span<float> restX = stackalloc float[Lanes];
        Span<float> restY = stackalloc float[Lanes];
        restX.Clear();
        restY.Clear();
        x[i..].CopyTo(restX);
        y[i..].CopyTo(restY);
        return Vector512.FusedMultiplyAdd(Vector512.Create<float>(restX), Vector512.Create<float>(restY), sums);
    }

    private static float SumGroups(Vector512<float> v) =>
        (SumFour(v, 0) + SumFour(v, 4)) + (SumFour(v, 8) + SumFour(v, 12));

    private static float SumFour(Vector512<float> v, int i) => (v[i] + v[i + 1]) + (v[i + 2] + v[i + 3]);

    private static float SumHalves(Vector512<float> v)
    {
        var eight = v.GetLower() + v.GetUpper();
        var four = eight.GetLower() + eight.GetUpper();
        return (four[0] + four[2]) + (four[1] + four[3]);
    }
}
