using Egtlm.Eval.Models;
using static Egtlm.Eval.Benchmarks.Gpu.GpuBench;
using static TorchSharp.torch;

namespace Egtlm.Eval.Benchmarks.Gpu;

/// <summary>The card, the library and what a plain product reaches.</summary>
internal static class GpuFacts
{
    public static void Run(GpuBench bench)
    {
        Say($"libtorch    {NativeBackend.EnsureLoaded()}");
        Say($"device      {bench.Device}, cuda available {cuda.is_available()}, {cuda.device_count()} GPUs");
        if (bench.IsCuda)
        {
            Say($"card        {Smi("name,driver_version,memory.total,memory.used")}");
        }

        Say($"TF32        {backends.cuda.matmul.allow_tf32}");
        using var mode = inference_mode();
        var size = bench.IsTiny ? 256 : 8192;
        foreach (var type in new[] { ScalarType.BFloat16, ScalarType.Float32 })
        {
            using var a = randn([size, size], ScalarType.Float32, bench.Device);
            using var b = a.to(type);
            var seconds = bench.Median(0.3, () => mm(b, b).Dispose());
            Say($"product     {size}³ {type}: {2.0 * size * size * size / seconds / 1e12:F1} TFLOP/s");
        }

        // What one small operation costs: a launch, the call through TorchSharp and the tensor around it.
        using var small = ones([16], ScalarType.Float32, bench.Device);
        const int Calls = 10_000;
        var all = bench.Median(0.1, () =>
        {
            for (var i = 0; i < Calls; i++)
            {
                (small + small).Dispose();
            }
        });
        Say($"small op    {all / Calls * 1e6:F2} µs");
    }
}
