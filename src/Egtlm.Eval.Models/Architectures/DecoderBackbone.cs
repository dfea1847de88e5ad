using Egtlm.Eval.Models.Layers;
using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Architectures;

/// <summary>The stack that Llama, Mistral, Qwen2 and Qwen3 share, causal or bidirectional.</summary>
internal sealed class DecoderBackbone : IBackbone
{
    private const string Head = "lm_head.weight";

    private readonly WeightScope _weights;
    private readonly DecoderConfig _config;
    private readonly Embedding _embedding;
    private readonly IReadOnlyList<DecoderLayer> _layers;
    private readonly RmsNorm _norm;

    private DecoderBackbone(WeightScope weights, DecoderConfig config)
    {
        (_weights, _config) = (weights, config);
        _embedding = WordTable(weights, config);
        var layers = weights["layers"];
        _layers = [.. Enumerable.Range(0, config.LayerCount).Select(i => new DecoderLayer(layers[$"{i}"], config))];
        _norm = new RmsNorm(weights["norm"], config.HiddenSize, config.NormEpsilon);
    }

    public int HiddenSize => _config.HiddenSize;

    public int MaxPositions => _config.MaxPositions;

    public long ParameterCount => _weights.Parameters.Count;

    /// <summary>Builds the stack; names begin with <c>model.</c> unless AutoModel saved them.</summary>
    public static IBackbone Load(WeightScope root, DecoderConfig config)
    {
        var backbone = new DecoderBackbone(root.WithOptionalPrefix("model."), config);
        root.Checkpoint.RequireAllUsed(MayBeLeft);
        return backbone;
    }

    public Tensor Forward(TokenBatch batch, bool isCausal)
    {
        TokenBatchCheck.Fits(batch, _config.VocabularySize, MaxPositions);
        using var scope = NewDisposeScope();
        var (dtype, device) = (_weights.Dtype, _weights.Device);
        var full = isCausal
            ? AttentionPattern.Causal(batch, null, dtype, device)
            : AttentionPattern.Bidirectional(batch, dtype, device);
        var windowed = isCausal ? AttentionPattern.Causal(batch, _config.Window.Width, dtype, device) : full;
        var rotary = Rotary.For(_config.RotaryFrequencies, batch.SequenceLength, dtype, device);
        var ids = tensor(batch.Ids, [batch.BatchSize, batch.SequenceLength], dtype: int64, device: device);
        var x = _embedding.Forward(ids);
        for (var layer = 0; layer < _layers.Count; layer++)
        {
            var previous = x;
            x = _layers[layer].Forward(previous, rotary, _config.Window.Covers(layer) ? windowed : full);
            previous.Dispose();
        }

        return _norm.Forward(x).MoveToOuterDisposeScope();
    }

    public void Dispose() => _weights.Parameters.Dispose();

    // A tied checkpoint may hold the one table under the head's name only.
    private static Embedding WordTable(WeightScope weights, DecoderConfig config) =>
        config.TiesEmbeddings && !weights["embed_tokens"].Has("weight") && weights.Checkpoint.Contains(Head)
            ? new Embedding(weights with { Prefix = "" }, Head, config.VocabularySize, config.HiddenSize)
            : new Embedding(weights["embed_tokens"], "weight", config.VocabularySize, config.HiddenSize);

    // Heads, and a buffer that older versions saved.
    private static bool MayBeLeft(string name) => name == Head
        || name.StartsWith("score.", StringComparison.Ordinal)
        || name.EndsWith("rotary_emb.inv_freq", StringComparison.Ordinal);
}
