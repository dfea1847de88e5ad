using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Weights;

/// <summary>The tensors of a loaded model, for as long as the model lives.</summary>
internal sealed class Parameters : IDisposable
{
    // By reference: equality of tensors compares their values.
    private readonly HashSet<Tensor> _tensors = new(ReferenceEqualityComparer.Instance);

    /// <summary>Weights read from the checkpoint.</summary>
    public long Count { get; private set; }

    /// <summary>All of them, in no order.</summary>
    public IReadOnlyCollection<Tensor> Tensors => _tensors;

    /// <summary>Takes over a tensor that holds weights of the checkpoint.</summary>
    public Tensor Add(Tensor tensor)
    {
        Count += tensor.numel();
        _tensors.Add(tensor.DetachFromDisposeScope());
        return tensor;
    }

    public void Dispose()
    {
        foreach (var tensor in _tensors)
        {
            tensor.Dispose();
        }

        _tensors.Clear();
        NativeHeap.GiveBackFree();
    }
}
