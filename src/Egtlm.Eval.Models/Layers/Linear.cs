using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Layers;

/// <summary>y = x Wᵀ + b: the one place that decides how weights are multiplied.</summary>
internal sealed class Linear(WeightScope w, long inputs, long outputs, bool hasBias)
{
    private readonly Tensor _weight = w.Tensor("weight", outputs, inputs);
    private readonly Tensor? _bias = hasBias ? w.Tensor("bias", outputs) : null;

    /// <summary>x: <c>[..., inputs]</c> -> <c>[..., outputs]</c>.</summary>
    public Tensor Forward(Tensor x) => nn.functional.linear(x, _weight, _bias);
}
