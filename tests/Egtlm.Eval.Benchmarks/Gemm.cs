using static TorchSharp.torch;

namespace Egtlm.Eval.Benchmarks;

/// <summary>The yardstick: a plain float32 matrix product of TorchSharp on the same threads.</summary>
internal static class Gemm
{
    private const long Size = 2048;

    public static double FlopsPerSecond()
    {
        using var mode = inference_mode();
        using var a = randn(Size, Size);
        using var b = randn(Size, Size);
        var seconds = Best.Of(3, () => mm(a, b).Dispose());
        return 2.0 * Size * Size * Size / seconds;
    }
}
