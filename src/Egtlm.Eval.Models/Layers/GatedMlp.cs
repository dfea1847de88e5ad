using Egtlm.Eval.Models.Architectures;
using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Layers;

/// <summary>Gated feed-forward; SwiGLU where the activation is silu. https://arxiv.org/abs/2002.05202</summary>
internal sealed class GatedMlp(WeightScope w, DecoderConfig c)
{
    private readonly Linear _gate = new(w["gate_proj"], c.HiddenSize, c.IntermediateSize, c.HasMlpBias);
    private readonly Linear _up = new(w["up_proj"], c.HiddenSize, c.IntermediateSize, c.HasMlpBias);
    private readonly Linear _down = new(w["down_proj"], c.IntermediateSize, c.HiddenSize, c.HasMlpBias);

    /// <summary>x: <c>[batch, seq, hidden]</c> -> the same.</summary>
    public Tensor Forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var gated = c.Activation(_gate.Forward(x)).mul_(_up.Forward(x));
        return _down.Forward(gated).MoveToOuterDisposeScope();
    }
}
