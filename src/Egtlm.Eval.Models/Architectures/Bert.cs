using Egtlm.Eval.Models.Layers;
using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Architectures;

/// <summary>
/// BERT: post-norm encoder with learned positions, https://arxiv.org/abs/1810.04805; and RoBERTa, which counts its
/// positions from the padding id on, https://arxiv.org/abs/1907.11692.
/// </summary>
internal sealed class Bert : IBackbone
{
    private const int RobertaPaddingId = 1; // RobertaConfig

    // Heads of BertForPreTraining, ...ForSequenceClassification and so on, and a buffer that older versions saved.
    private static readonly string[] LeftOut =
        ["pooler.", "cls.", "lm_head.", "classifier.", "qa_outputs.", "embeddings.position_ids"];

    private readonly WeightScope _weights;
    private readonly BertEmbeddings _embeddings;
    private readonly IReadOnlyList<BertLayer> _layers;
    private readonly int _vocabularySize;

    private Bert(WeightScope weights, ModelConfig config, int? paddingId)
    {
        config.Require("is_decoder", only: false);
        config.Require("add_cross_attention", only: false);
        if (config.Text("position_embedding_type") is not (null or "absolute"))
        {
            throw config.Unsupported("position_embedding_type", "absolute");
        }

        if (config.Size("hidden_size") % config.Size("num_attention_heads") != 0)
        {
            throw config.Unsupported("num_attention_heads", "a divisor of hidden_size");
        }

        _weights = weights;
        HiddenSize = config.Size("hidden_size");
        MaxPositions = config.Size("max_position_embeddings") - (paddingId + 1 ?? 0);
        _vocabularySize = config.Size("vocab_size");
        _embeddings = new BertEmbeddings(weights["embeddings"], config, paddingId);
        var (layers, count) = (weights["encoder"]["layer"], config.Size("num_hidden_layers"));
        _layers = [.. Enumerable.Range(0, count).Select(i => new BertLayer(layers[$"{i}"], config))];
    }

    public int HiddenSize { get; }

    public int MaxPositions { get; }

    public long ParameterCount => _weights.Parameters.Count;

    public long LayerParameterCount => ParameterCount - _embeddings.Count;

    public static IBackbone Load(ModelSource source) => Load(source, "bert.", paddingId: null);

    public static IBackbone LoadRoberta(ModelSource source) =>
        Load(source, "roberta.", source.Config.Int("pad_token_id", RobertaPaddingId));

    // Names have the prefix unless the model was saved without a head.
    private static Bert Load(ModelSource source, string prefixWithHead, int? paddingId)
    {
        var weights = source.Weights.WithOptionalPrefix(prefixWithHead);
        var bert = new Bert(weights, source.Config, paddingId);
        weights.Checkpoint.RequireAllUsed(name => LeftOut.Any(part =>
            name.StartsWith(part, StringComparison.Ordinal)
            || name.StartsWith(weights.Prefix + part, StringComparison.Ordinal)));
        return bert;
    }

    public Tensor Forward(TokenBatch batch, bool isCausal)
    {
        TokenBatchCheck.Fits(batch, _vocabularySize, MaxPositions);
        using var scope = NewDisposeScope();
        var pattern = AttentionPattern.Bidirectional(batch, _weights.Dtype, _weights.Device);
        var x = _embeddings.Forward(batch, _weights.Device);
        foreach (var layer in _layers)
        {
            var previous = x;
            x = layer.Forward(previous, pattern);
            previous.Dispose();
        }

        return x.MoveToOuterDisposeScope();
    }

    public void Dispose() => _weights.Parameters.Dispose();
}
