using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Layers;

/// <summary>Normalises the last dimension to mean 0 and variance 1, then scales and shifts.</summary>
internal sealed class LayerNorm(WeightScope w, long size, double epsilon)
{
    private readonly Tensor _weight = w.Tensor("weight", size);
    private readonly Tensor _bias = w.Tensor("bias", size);

    /// <summary>x: <c>[..., size]</c>, same shape out.</summary>
    public Tensor Forward(Tensor x) => nn.functional.layer_norm(x, [size], _weight, _bias, epsilon);
}
