using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Weights;

/// <summary>Memory for one tensor at a time that is read but not kept.</summary>
/// <remarks>
/// Reused: with one allocation for each matrix, up to a quarter of a float32 model's size stayed resident beside it
/// after some loads (glibc 2.36).
/// </remarks>
internal sealed class Workspace : IDisposable
{
    private Tensor? _memory;

    /// <summary>
    /// A tensor of any content; the caller disposes of it, and it must not be used once the next one is taken.
    /// </summary>
    public Tensor Take(long[] shape, ScalarType dtype, Device device)
    {
        var count = shape.Aggregate(1L, (product, size) => product * size);
        if (_memory is null || _memory.dtype != dtype || _memory.numel() < count)
        {
            _memory?.Dispose();
            _memory = empty(count, dtype: dtype, device: device).DetachFromDisposeScope();
        }

        using var part = _memory.narrow(0, 0, count);
        return part.view(shape);
    }

    public void Dispose() => _memory?.Dispose();
}
