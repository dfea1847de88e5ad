using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Weights;

/// <summary>Memory for one tensor at a time that is read but not kept.</summary>
/// <remarks>
/// Reused, not allocated again: glibc before 2.38 does not give the hole that a freed tensor leaves to an aligned one of
/// the same size, and float32 models of 2048 x 2048 matrices kept a quarter of their size in such holes.
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
