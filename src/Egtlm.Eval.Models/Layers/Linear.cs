using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Layers;

/// <summary>y = x Wᵀ + b: the one place that decides how weights are multiplied.</summary>
internal sealed class Linear
{
    private readonly Tensor _weight;
    private readonly Tensor? _bias;
    private readonly bool _isPacked;

    public Linear(WeightScope w, long inputs, long outputs, bool hasBias)
    {
        _isPacked = PackedMatrix.CanPack(w.Dtype, w.Device);
        _weight = _isPacked
            ? w.Made("weight", PackedMatrix.Pack, outputs, inputs)
            : w.Tensor("weight", outputs, inputs);
        _bias = hasBias ? w.Tensor("bias", outputs) : null;
    }

    /// <summary>x: <c>[..., inputs]</c> -> <c>[..., outputs]</c>.</summary>
    public Tensor Forward(Tensor x) => _isPacked ? PackedMatrix.Multiply(x, _weight, _bias)
        : _bias is null || x.dim() == 2 ? nn.functional.linear(x, _weight, _bias)
        : WithBias(x);

    // torch's C++ linear adds a bias in a pass of its own unless the input has two dimensions.
    private Tensor WithBias(Tensor x)
    {
        using var scope = NewDisposeScope();
        var rows = nn.functional.linear(x.reshape(-1, x.size(-1)), _weight, _bias);
        return rows.view([.. x.shape[..^1], -1]).MoveToOuterDisposeScope();
    }
}
