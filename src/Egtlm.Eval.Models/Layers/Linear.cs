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
    public Tensor Forward(Tensor x) => _isPacked
        ? PackedMatrix.Multiply(x, _weight, _bias)
        : nn.functional.linear(x, _weight, _bias);
}
