using static TorchSharp.torch;

namespace Egtlm.Eval.Models;

/// <summary>Token states to one vector per text.</summary>
internal static class Pooling
{
    /// <summary>Smallest length that is divided by. Source: torch <c>normalize</c>'s eps.</summary>
    private const double SmallestNorm = 1e-12;

    /// <summary>Pools each row over its real tokens, in float32; several modes are joined.</summary>
    /// <param name="hidden">Last hidden states, <c>[batch, seq, hidden]</c>, any float type, finite at padding
    /// too.</param>
    /// <returns><c>[batch, hidden × modes]</c>, float32, not normalised; the caller owns it.</returns>
    /// <remarks>A row that is all prompt is pooled over all its tokens, where EGTLM divides 0 by 0.</remarks>
    public static Tensor Pool(Tensor hidden, TokenBatch batch, PoolingOptions options)
    {
        using var scope = NewDisposeScope();
        var states = hidden.to(ScalarType.Float32);
        Tensor[] pooled = [.. options.Modes.Select(mode => Pool(states, batch, mode, options.Prompt))];
        return (pooled.Length == 1 ? pooled[0] : cat(pooled, 1)).MoveToOuterDisposeScope();
    }

    /// <summary>Rows divided by their Euclidean length.</summary>
    public static Tensor Normalise(Tensor vectors) => vectors / vectors.norm(1, keepdim: true).clamp_min(SmallestNorm);

    private static Tensor Pool(Tensor states, TokenBatch batch, PoolingMode mode, PromptPooling prompt)
    {
        long[] shape = [batch.BatchSize, batch.SequenceLength];
        var weights = tensor(PoolingWeights.Of(mode, prompt, batch), shape, ScalarType.Float32, states.device);
        return mode == PoolingMode.Max
            ? states.masked_fill(weights.unsqueeze(2).eq(0), float.NegativeInfinity).amax([1])
            : weights.unsqueeze(1).bmm(states).squeeze(1);
    }
}
