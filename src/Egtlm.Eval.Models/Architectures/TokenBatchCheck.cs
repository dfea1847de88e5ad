using System.Numerics.Tensors;

namespace Egtlm.Eval.Models.Architectures;

/// <summary>Checks on the host what would fail inside a kernel without a name.</summary>
internal static class TokenBatchCheck
{
    /// <summary>Refuses ids beyond the vocabulary and rows beyond the position table.</summary>
    public static void Fits(TokenBatch batch, int vocabularySize, int maxPositions) =>
        Fits(batch.Ids, batch.SequenceLength, vocabularySize, maxPositions);

    /// <param name="length">Tokens of the longest row.</param>
    /// <inheritdoc cref="Fits(TokenBatch, int, int)"/>
    public static void Fits(long[] ids, long length, int vocabularySize, int maxPositions)
    {
        var largest = ids.Length == 0 ? 0 : TensorPrimitives.Max<long>(ids);
        if (largest >= vocabularySize)
        {
            throw new EvaluationException(
                $"token id {largest} is outside the model's vocabulary of {vocabularySize}",
                "tokenizer.json and config.json must be of one model");
        }

        if (length > maxPositions)
        {
            throw new EvaluationException(
                $"a text has {length} tokens, the model has positions for {maxPositions}",
                $"lower the maximum length to {maxPositions} tokens or less");
        }
    }
}
