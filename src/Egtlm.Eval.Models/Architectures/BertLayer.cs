using Egtlm.Eval.Models.Layers;
using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Architectures;

/// <summary>Attention and feed-forward, each followed by residual and norm.</summary>
internal sealed class BertLayer(WeightScope w, ModelConfig c)
{
    private readonly long _headWidth = c.Size("hidden_size") / c.Size("num_attention_heads");
    private readonly Linear _query = Square(w["attention"]["self"]["query"], c);
    private readonly Linear _key = Square(w["attention"]["self"]["key"], c);
    private readonly Linear _value = Square(w["attention"]["self"]["value"], c);
    private readonly Linear _attended = Square(w["attention"]["output"]["dense"], c);
    private readonly LayerNorm _attentionNorm = Norm(w["attention"]["output"]["LayerNorm"], c);
    private readonly Linear _up =
        new(w["intermediate"]["dense"], c.Size("hidden_size"), c.Size("intermediate_size"), hasBias: true);
    private readonly Linear _down =
        new(w["output"]["dense"], c.Size("intermediate_size"), c.Size("hidden_size"), hasBias: true);
    private readonly LayerNorm _outputNorm = Norm(w["output"]["LayerNorm"], c);
    private readonly Func<Tensor, Tensor> _activation = ActivationNamed.By(c, absent: "gelu");

    /// <summary><c>[batch, seq, hidden]</c> -> the same.</summary>
    public Tensor Forward(Tensor x, AttentionPattern pattern)
    {
        using var scope = NewDisposeScope();
        var q = AttentionPattern.Heads(_query.Forward(x), _headWidth);
        var k = AttentionPattern.Heads(_key.Forward(x), _headWidth);
        var v = AttentionPattern.Heads(_value.Forward(x), _headWidth);
        var attended = _attentionNorm.Forward(_attended.Forward(pattern.Attend(q, k, v)) + x);
        var output = _down.Forward(_activation(_up.Forward(attended)));
        return _outputNorm.Forward(output + attended).MoveToOuterDisposeScope();
    }

    private static Linear Square(WeightScope w, ModelConfig c) =>
        new(w, c.Size("hidden_size"), c.Size("hidden_size"), hasBias: true);

    private static LayerNorm Norm(WeightScope w, ModelConfig c) =>
        new(w, c.Size("hidden_size"), c.Number("layer_norm_eps", 1e-12));
}
