using Egtlm.Eval.Models.Layers;
using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Architectures;

/// <summary>Word, segment and position vectors, summed and normalised.</summary>
/// <param name="paddingId">RoBERTa: positions count the tokens that are not this one, from the id after it; null: BERT,
/// from 0.</param>
internal sealed class BertEmbeddings(WeightScope w, ModelConfig c, int? paddingId)
{
    private readonly Embedding _words =
        new(w["word_embeddings"], "weight", c.Size("vocab_size"), c.Size("hidden_size"));

    private readonly Embedding _segments =
        new(w["token_type_embeddings"], "weight", c.Size("type_vocab_size", 2), c.Size("hidden_size"));

    private readonly Embedding _positions =
        new(w["position_embeddings"], "weight", c.Size("max_position_embeddings"), c.Size("hidden_size"));

    private readonly LayerNorm _norm = new(w["LayerNorm"], c.Size("hidden_size"), c.Number("layer_norm_eps", 1e-12));

    /// <summary>Numbers in the tables.</summary>
    public long Count => _words.Count + _segments.Count + _positions.Count;

    /// <summary><c>[batch, seq, hidden]</c>.</summary>
    public Tensor Forward(TokenBatch batch, Device device)
    {
        using var scope = NewDisposeScope();
        long[] shape = [batch.BatchSize, batch.SequenceLength];
        var ids = tensor(batch.Ids, shape, dtype: int64, device: device);
        var segments = batch.SegmentIds is { } given
            ? tensor(given, shape, dtype: int64, device: device)
            : zeros(1, 1, dtype: int64, device: device);
        var positions = tensor(Positions(batch), shape, dtype: int64, device: device);
        var x = _words.Forward(ids) + _segments.Forward(segments) + _positions.Forward(positions);
        return _norm.Forward(x).MoveToOuterDisposeScope();
    }

    private long[] Positions(TokenBatch batch)
    {
        var positions = new long[batch.Ids.Length];
        for (var row = 0; row < positions.Length; row += batch.SequenceLength)
        {
            var next = paddingId + 1 ?? 0;
            for (var i = row; i < row + batch.SequenceLength; i++)
            {
                positions[i] = batch.Ids[i] == paddingId ? paddingId.Value : next++;
            }
        }

        return positions;
    }
}
