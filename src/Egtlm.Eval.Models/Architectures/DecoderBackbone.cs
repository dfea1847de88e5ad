using Egtlm.Eval.Models.Generation;
using Egtlm.Eval.Models.Layers;
using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Architectures;

/// <summary>The stack that Llama, Mistral, Qwen2 and Qwen3 share, causal or bidirectional.</summary>
internal sealed class DecoderBackbone : IBackbone
{
    private readonly WeightScope _weights;
    private readonly DecoderConfig _config;
    private readonly Embedding _embedding;
    private readonly IReadOnlyList<DecoderLayer> _layers;
    private readonly RmsNorm _norm;

    private DecoderBackbone(ModelSource source, DecoderConfig config)
    {
        var weights = source.Weights.WithOptionalPrefix("model."); // AutoModel saves without
        (_weights, _config) = (weights, config);
        _embedding = DecoderHead.WordTable(weights, config);
        var layers = weights["layers"];
        _layers = [.. Enumerable.Range(0, config.LayerCount).Select(i => new DecoderLayer(layers[$"{i}"], config))];
        _norm = new RmsNorm(weights["norm"], config.HiddenSize, config.NormEpsilon);
        Head = source.WithHead ? DecoderHead.Load(source.Weights, config, _embedding) : null;
    }

    public int HiddenSize => _config.HiddenSize;

    public int MaxPositions => _config.MaxPositions;

    public int VocabularySize => _config.VocabularySize;

    public long ParameterCount => _weights.Parameters.Count;

    public long LayerParameterCount => ParameterCount - _embedding.Count;

    public Device Device => _weights.Device;

    /// <summary>Predicts tokens; null where the model was loaded without it.</summary>
    public DecoderHead? Head { get; }

    /// <summary>Builds the stack.</summary>
    public static IBackbone Load(ModelSource source, DecoderConfig config)
    {
        var backbone = new DecoderBackbone(source, config);
        source.Weights.Checkpoint.RequireAllUsed(MayBeLeft);
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
        return Run(ids, rotary, full, windowed, null).MoveToOuterDisposeScope();
    }

    /// <summary>An empty cache for this model.</summary>
    public KeyValueCache NewCache(int rows, int capacity) => new(_layers.Count, rows, capacity);

    /// <summary>Reads the next tokens of every row, causally, after those in the cache, and adds them to it.</summary>
    /// <returns>Last hidden states of the new tokens, <c>[rows, new, hidden]</c>; the caller owns them.</returns>
    public Tensor Extend(TokenBlock block, KeyValueCache cache)
    {
        using var scope = NewDisposeScope();
        var added = cache.Append(block);
        TokenBatchCheck.Fits(block.Ids, added.Max() + 1, _config.VocabularySize, MaxPositions);
        var positions = OnDevice(added, block);
        var patterns = new CachedAttention(cache, block, positions, _weights.Dtype);
        var rotary = Rotary.For(_config.RotaryFrequencies, positions.clamp_min(0), _weights.Dtype);
        var full = patterns.Within(null);
        var windowed = _config.Window.Width is { } width ? patterns.Within(width) : full;
        return Run(OnDevice(block.Ids, block), rotary, full, windowed, cache).MoveToOuterDisposeScope();
    }

    public void Dispose() => _weights.Parameters.Dispose();

    private Tensor Run(
        Tensor ids, Rotary rotary, AttentionPattern full, AttentionPattern windowed, KeyValueCache? cache)
    {
        var x = _embedding.Forward(ids);
        for (var layer = 0; layer < _layers.Count; layer++)
        {
            var previous = x;
            var pattern = _config.Window.Covers(layer) ? windowed : full;
            x = _layers[layer].Forward(previous, rotary, pattern, cache?[layer]);
            previous.Dispose();
        }

        return _norm.Forward(x);
    }

    private Tensor OnDevice(long[] values, TokenBlock block) =>
        tensor(values, [block.Rows, block.Columns], dtype: int64, device: _weights.Device);

    // Heads, and a buffer that older versions saved.
    private static bool MayBeLeft(string name) => name == DecoderHead.Weight
        || name.StartsWith("score.", StringComparison.Ordinal)
        || name.EndsWith("rotary_emb.inv_freq", StringComparison.Ordinal);
}
