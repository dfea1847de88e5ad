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
        _weight = w.Tensor("weight", outputs, inputs);
        _bias = hasBias ? w.Tensor("bias", outputs) : null;
        if (PackedMatrix.TryPack(_weight) is { } packed)
        {
            w.Parameters.Drop(_weight);
            _weight = w.Parameters.Keep(packed);
            _isPacked = true;
        }
    }

    /// <summary>x: <c>[..., inputs]</c> -> <c>[..., outputs]</c>.</summary>
    public Tensor Forward(Tensor x) => _isPacked
        ? PackedMatrix.Multiply(x, _weight, _bias)
        : nn.functional.linear(x, _weight, _bias);
}
