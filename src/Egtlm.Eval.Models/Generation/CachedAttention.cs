using Egtlm.Eval.Models.Layers;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Generation;

/// <summary>What new tokens see of a cache, with a mask only where one is needed.</summary>
/// <param name="cache">The new tokens' positions are in it.</param>
/// <param name="queries">Positions of the new tokens, <c>[rows, new]</c>.</param>
internal sealed class CachedAttention(KeyValueCache cache, TokenBlock block, Tensor queries, ScalarType dtype)
{
    /// <summary>The latest tokens within a window, or all; owned by the current dispose scope.</summary>
    public AttentionPattern Within(int? window)
    {
        var isPlain = !cache.HasPadding && (window is not { } width || cache.Columns <= width);
        if (isPlain && block.Columns == 1)
        {
            return new AttentionPattern(null, false);
        }

        if (isPlain && block.Columns == cache.Columns)
        {
            return new AttentionPattern(null, true);
        }

        using var keys = tensor(cache.Positions(), [cache.Rows, cache.Columns], dtype: int64, device: queries.device);
        return AttentionPattern.Cached(queries, keys, window, dtype);
    }
}
