using Egtlm.Eval.Models;
using Egtlm.Eval.Search;
using static Egtlm.Eval.Benchmarks.Gpu.GpuBench;

namespace Egtlm.Eval.Benchmarks.Gpu;

/// <summary>Exact search over vectors of a large model: time, and the ranking against the CPU's.</summary>
internal static class GpuSearch
{
    private const int Count = 1001; // what a retrieval task asks for

    public static void Run(GpuBench bench)
    {
        var (queries, documents, width) = bench.IsTiny ? (50, 2_000, 64) : (5_000, 120_000, 4_096);
        Matrix<float>[] made = [Random(queries, width, 1), Random(documents, width, 2)];
        IReadOnlyList<Hit[]> found = [], expected = [];
        var search = new TorchSearch(bench.Device.ToString());
        var seconds = bench.Median(1, () => found = search.TopK(made[0], made[1], Count, CancellationToken.None));
        Say($"{queries} x {documents} x {width}, top {Count}, {bench.Device}: {seconds:F2} s");
        var cpu = new TorchSearch("cpu");
        var onCpu = bench.Timed(() => expected = cpu.TopK(made[0], made[1], Count, CancellationToken.None));
        Say($"{queries} x {documents} x {width}, top {Count}, cpu: {onCpu:F2} s");
        Compare(found, expected);
    }

    private static void Compare(IReadOnlyList<Hit[]> found, IReadOnlyList<Hit[]> expected)
    {
        var (equal, moved, largest) = (0, 0, 0f);
        for (var query = 0; query < expected.Count; query++)
        {
            var (a, b) = (found[query], expected[query]);
            var differ = a.Zip(b).Count(pair => pair.First.Row != pair.Second.Row);
            equal += differ == 0 ? 1 : 0;
            moved += differ;
            largest = Math.Max(largest, a.Zip(b).Max(pair => Math.Abs(pair.First.Score - pair.Second.Score)));
        }

        // Where scores agree place by place, documents that changed places are as far apart as rounding goes.
        Say($"rankings equal {equal} of {expected.Count}, {moved} places differ; "
            + $"scores at a place differ by at most {largest:E1}");
    }

    // Rows of about length 1.
    private static Matrix<float> Random(int rows, int columns, int seed)
    {
        var matrix = new Matrix<float>(new float[rows * columns], rows, columns);
        var scale = MathF.Sqrt(12f / columns);
        Parallel.For(0, rows, row =>
        {
            var random = new Random((seed * 1_000_003) + row);
            foreach (ref var value in matrix.Row(row))
            {
                value = (random.NextSingle() - 0.5f) * scale;
            }
        });
        return matrix;
    }
}
