using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Layers;

/// <summary>Scaled dot product attention over batches; who sees whom.</summary>
/// <param name="Mask">Added to the scores, broadcast to <c>[batch, heads, new, seq]</c>; null when nothing is hidden
/// beyond causality.</param>
/// <param name="IsCausal">Each token sees earlier ones only; never together with a mask.</param>
internal readonly record struct AttentionPattern(Tensor? Mask, bool IsCausal)
{
    /// <summary>Every real token sees every real token.</summary>
    public static AttentionPattern Bidirectional(TokenBatch batch, ScalarType dtype, Device device)
    {
        if (batch.Lengths.All(length => length == batch.SequenceLength))
        {
            return new AttentionPattern(null, false);
        }

        using var scope = NewDisposeScope();
        var positions = arange(batch.SequenceLength, dtype: int64, device: device).view(1, 1, 1, -1);
        var lengths = tensor(batch.Lengths, dtype: int64, device: device).view(-1, 1, 1, 1);
        return new AttentionPattern(Hide(positions >= lengths, dtype).MoveToOuterDisposeScope(), false);
    }

    /// <summary>Each token sees itself and earlier ones, <paramref name="window"/> in all where one is given.</summary>
    /// <remarks>Right padding comes after every real token, so it needs no mask.</remarks>
    public static AttentionPattern Causal(TokenBatch batch, int? window, ScalarType dtype, Device device)
    {
        if (window is not { } width || width >= batch.SequenceLength)
        {
            return new AttentionPattern(null, true);
        }

        using var scope = NewDisposeScope();
        var positions = arange(batch.SequenceLength, dtype: int64, device: device);
        var distance = positions.view(-1, 1) - positions.view(1, -1);
        var hidden = (distance < 0).logical_or(distance >= width);
        return new AttentionPattern(Hide(hidden, dtype).MoveToOuterDisposeScope(), false);
    }

    /// <summary>
    /// Each token sees the tokens of its row at its own and earlier positions, <paramref name="window"/> in all where
    /// one is given; a position of -1 is padding.
    /// </summary>
    /// <param name="queries">int64 <c>[batch, new]</c>.</param>
    /// <param name="keys">int64 <c>[batch, seq]</c>; the new tokens are the last ones.</param>
    public static AttentionPattern Cached(Tensor queries, Tensor keys, int? window, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var (query, key) = (queries.unsqueeze(-1).unsqueeze(1), keys.unsqueeze(1).unsqueeze(1));
        var hidden = (key < 0).logical_or(key > query);
        if (window is { } width)
        {
            hidden = hidden.logical_or(query - key >= width);
        }

        return new AttentionPattern(Hide(hidden, dtype).MoveToOuterDisposeScope(), false);
    }

    /// <summary>Attends; heads of k and v are shared by groups of query heads.</summary>
    /// <param name="q"><c>[batch, heads, new, head]</c>.</param>
    /// <param name="k"><c>[batch, kv heads, seq, head]</c>, as v.</param>
    /// <returns><c>[batch, new, heads * head]</c>.</returns>
    public Tensor Attend(Tensor q, Tensor k, Tensor v)
    {
        var (batch, heads, sequence, width) = (q.size(0), q.size(1), q.size(2), q.size(3));
        var groups = heads / k.size(1);
        using var scope = NewDisposeScope();
        if (sequence == 1)
        {
            // The heads of a group stand in for tokens, so that nothing is copied; one token has no later ones to hide.
            var grouped = q.reshape(batch, k.size(1), groups, width);
            return nn.functional.scaled_dot_product_attention(grouped, k, v, Mask, 0, false)
                .reshape(batch, 1, heads * width).MoveToOuterDisposeScope();
        }

        var (keys, values) = (Spread(k, groups), Spread(v, groups));
        var attended = nn.functional.scaled_dot_product_attention(q, keys, values, Mask, 0, IsCausal);
        return attended.transpose(1, 2).reshape(batch, sequence, heads * width).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Splits the last dimension into heads: <c>[batch, seq, heads * head]</c> -> <c>[batch, heads, seq, head]</c>.
    /// </summary>
    public static Tensor Heads(Tensor x, long width) => x.view(x.size(0), x.size(1), -1, width).transpose(1, 2);

    // The C# signature has no enable_gqa.
    private static Tensor Spread(Tensor x, long groups) => groups == 1
        ? x
        : x.unsqueeze(2).expand(-1, -1, groups, -1, -1).reshape(x.size(0), -1, x.size(2), x.size(3));

    // Finite, so that a row with nothing to see becomes an average instead of NaN; half of the least value, so that
    // adding a score cannot overflow to infinity in float16.
    private static Tensor Hide(Tensor hidden, ScalarType dtype) => hidden.to(dtype) * (finfo(dtype).min / 2);
}
