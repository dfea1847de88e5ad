using Egtlm.Eval.Models.Layers;
using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Architectures;

/// <summary>Norm, attention, residual; norm, feed-forward, residual.</summary>
internal sealed class DecoderLayer(WeightScope w, DecoderConfig c)
{
    private readonly RmsNorm _attentionNorm = new(w["input_layernorm"], c.HiddenSize, c.NormEpsilon);
    private readonly DecoderAttention _attention = new(w["self_attn"], c);
    private readonly RmsNorm _mlpNorm = new(w["post_attention_layernorm"], c.HiddenSize, c.NormEpsilon);
    private readonly GatedMlp _mlp = new(w["mlp"], c);

    /// <summary><c>[batch, seq, hidden]</c> -> the same.</summary>
    /// <param name="cache">Tokens read before, which these are added to; null: there are none.</param>
    public Tensor Forward(Tensor x, Rotary rotary, AttentionPattern pattern, LayerCache? cache)
    {
        using var scope = NewDisposeScope();
        var attended = _attention.Forward(_attentionNorm.Forward(x), rotary, pattern, cache).add_(x);
        return (attended + _mlp.Forward(_mlpNorm.Forward(attended))).MoveToOuterDisposeScope();
    }
}

/// <summary>Grouped-query attention with rotary positions. https://arxiv.org/abs/2305.13245</summary>
internal sealed class DecoderAttention(WeightScope w, DecoderConfig c)
{
    private readonly Linear _query = new(w["q_proj"], c.HiddenSize, c.Heads * c.HeadWidth, c.HasQkvBias);
    private readonly Linear _key = new(w["k_proj"], c.HiddenSize, c.KeyValueHeads * c.HeadWidth, c.HasQkvBias);
    private readonly Linear _value = new(w["v_proj"], c.HiddenSize, c.KeyValueHeads * c.HeadWidth, c.HasQkvBias);
    private readonly Linear _output = new(w["o_proj"], c.Heads * c.HeadWidth, c.HiddenSize, c.HasOutputBias);
    private readonly RmsNorm? _queryNorm = c.HasQkNorm ? new(w["q_norm"], c.HeadWidth, c.NormEpsilon) : null;
    private readonly RmsNorm? _keyNorm = c.HasQkNorm ? new(w["k_norm"], c.HeadWidth, c.NormEpsilon) : null;

    public Tensor Forward(Tensor x, Rotary rotary, AttentionPattern pattern, LayerCache? cache)
    {
        using var scope = NewDisposeScope();
        var q = rotary.Turn(Heads(_query.Forward(x), _queryNorm));
        var k = rotary.Turn(Heads(_key.Forward(x), _keyNorm));
        var v = Heads(_value.Forward(x), null);
        (k, v) = cache?.Append(k, v) ?? (k, v);
        return _output.Forward(pattern.Attend(q, k, v)).MoveToOuterDisposeScope();
    }

    private Tensor Heads(Tensor x, RmsNorm? norm)
    {
        var heads = AttentionPattern.Heads(x, c.HeadWidth);
        return norm is null ? heads : norm.Forward(heads);
    }
}
