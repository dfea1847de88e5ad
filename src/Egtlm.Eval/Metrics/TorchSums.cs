using System.Numerics;

namespace Egtlm.Eval.Metrics;

/// <summary>Sums over a row as torch's CPU kernels round them.</summary>
internal static class TorchSums
{
    // Lanes of a float vector in the AVX2 build of the kernels (Vectorized<float>::size()).
    public static int Lanes = 8;
    public static bool Fused, FusedTail;

    /// <summary>The Euclidean norm. Source: aten/src/ATen/native/cpu/ReduceOpsKernel.cpp, last dimension, p = 2.</summary>
    public static float Norm(ReadOnlySpan<float> row)
    {
        Span<float> sums = stackalloc float[16];
        sums = sums[..Lanes];
        sums.Clear();
        var whole = row.Length - (row.Length % Lanes);
        for (var i = 0; i < whole; i += Lanes)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                sums[lane] = Fused ? float.FusedMultiplyAdd(row[i + lane], row[i + lane], sums[lane]) : sums[lane] + (row[i + lane] * row[i + lane]);
            }
        }

        var total = sums[0];
        for (var lane = 1; lane < Lanes; lane++)
        {
            total += sums[lane];
        }

        foreach (var value in row[whole..])
        {
            total = FusedTail ? float.FusedMultiplyAdd(value, value, total) : total + (value * value);
        }

        return MathF.Sqrt(total);
    }

    /// <summary>The sum of a row. Source: aten/src/ATen/native/cpu/SumKernel.cpp, contiguous inner dimension.</summary>
    public static float Sum(ReadOnlySpan<float> row)
    {
        if (row.Length < Lanes)
        {
            Span<float> single = stackalloc float[1];
            Cascade(row, single);
            return single[0];
        }

        var whole = row.Length - (row.Length % Lanes);
        Span<float> sums = stackalloc float[16];
        sums = sums[..Lanes];
        Cascade(row[..whole], sums);
        var total = 0f;
        foreach (var value in row[whole..])
        {
            total += value;
        }

        foreach (var value in sums)
        {
            total += value;
        }

        return total;
    }

    /// <summary>Sums vectors of <c>sums.Length</c> values: four interleaved streams, each in groups of 16 or more, level by level.</summary>
    private static void Cascade(ReadOnlySpan<float> values, Span<float> sums)
    {
        const int levels = 4, streams = 4;
        int lanes = sums.Length, rounds = values.Length / lanes / streams, width = streams * lanes;
        var power = Math.Max(4, (rounds <= 2 ? 1 : BitOperations.Log2((uint)rounds - 1) + 1) / levels);
        var group = 1 << power;
        Span<float> partial = stackalloc float[levels * streams * 16];
        partial = partial[..(levels * width)];
        partial.Clear();
        for (var round = 0; round < rounds;)
        {
            Accumulate(partial[..width], values.Slice(round * width, width));
            round++;
            for (var level = 1; level < levels && round % (1 << (power * level)) == 0 && round % group == 0; level++)
            {
                Accumulate(partial.Slice(level * width, width), partial.Slice((level - 1) * width, width));
                partial.Slice((level - 1) * width, width).Clear();
            }
        }

        for (var level = 1; level < levels; level++)
        {
            Accumulate(partial[..width], partial.Slice(level * width, width));
        }

        for (var i = rounds * width; i < values.Length; i += lanes)
        {
            Accumulate(partial[..lanes], values.Slice(i, lanes));
        }

        partial[..lanes].CopyTo(sums);
        for (var stream = 1; stream < streams; stream++)
        {
            Accumulate(sums, partial.Slice(stream * lanes, lanes));
        }
    }

    private static void Accumulate(Span<float> sums, ReadOnlySpan<float> values)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += values[i];
        }
    }
}
