using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Layers;

/// <summary>Divides the last dimension by its root mean square, then scales. https://arxiv.org/abs/1910.07467</summary>
internal sealed class RmsNorm(WeightScope w, long size, double epsilon)
{
    private readonly Tensor _weight = w.Tensor("weight", size);

    /// <summary>
    /// x: <c>[..., size]</c>, same shape and dtype out; the mean is taken in float32, as transformers does.
    /// </summary>
    public Tensor Forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var wide = x.to(ScalarType.Float32);
        var scale = wide.square().mean([-1], keepdim: true).add_(epsilon).rsqrt_();
        return ((wide * scale).to(x.dtype) * _weight).MoveToOuterDisposeScope();
    }
}
