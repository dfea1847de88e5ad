using System.Globalization;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models;

/// <summary>Names of devices: <c>auto</c>, <c>cpu</c>, <c>cuda</c> and <c>cuda:N</c>.</summary>
public static class TorchDevice
{
    public const string Auto = "auto";

    private const string Cuda = "cuda";

    /// <summary>The device of a name; <see cref="Auto"/> is the first GPU, or the CPU where there is none.</summary>
    /// <exception cref="EvaluationException">The name is not one of these, or there is no such GPU.</exception>
    internal static Device Resolve(string name)
    {
        NativeBackend.EnsureLoaded();
        if (name == "cpu" || (name == Auto && !cuda.is_available()))
        {
            return CPU;
        }

        var index = name is Auto or Cuda ? 0 : Index(name);
        var found = cuda.is_available() ? cuda.device_count() : 0;
        return index < found
            ? new Device(TorchSharp.DeviceType.CUDA, index)
            : throw new EvaluationException(
                FormattableString.Invariant($"device '{name}' was asked for, but {found} GPUs were found"),
                NativeBackend.CudaFailure is { } why
                    ? $"use --device cpu, or mend libtorch's CUDA half: {why}"
                    : "use --device cpu, or install the CUDA build of libtorch and the driver");
    }

    private static int Index(string name) =>
        name.StartsWith(Cuda + ':', StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(Cuda.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : throw new EvaluationException($"device '{name}' is not known", "expected: auto, cpu, cuda or cuda:N");
}
