namespace Egtlm.Eval.Models;

/// <summary>
/// The share of each token in a pooled vector, for the modes that are a weighted sum of token states.
/// </summary>
internal static class PoolingWeights
{
    /// <summary>
    /// Index of the first token that counts; 0 when the prompt fills the whole row, so that empty text has a vector.
    /// </summary>
    public static int FirstToken(PoolingMode mode, PromptPooling prompt, int prefixLength, int length)
    {
        var leavesPromptOut = prompt switch
        {
            PromptPooling.Include => false,
            PromptPooling.Exclude => true,
            PromptPooling.ExcludeFromMeans =>
                mode is PoolingMode.Mean or PoolingMode.MeanSqrtLength or PoolingMode.WeightedMean,
        };
        return leavesPromptOut && prefixLength < length ? prefixLength : 0;
    }

    /// <summary>
    /// Weights, row-major <c>[batch, seq]</c>; for <see cref="PoolingMode.Max"/> 1 for each token that counts.
    /// </summary>
    public static float[] Of(PoolingMode mode, PromptPooling prompt, TokenBatch batch)
    {
        var weights = new float[batch.BatchSize * batch.SequenceLength];
        for (var row = 0; row < batch.BatchSize; row++)
        {
            var length = batch.Lengths[row];
            var first = FirstToken(mode, prompt, batch.PrefixLengths[row], length);
            var positionsFrom = prompt == PromptPooling.Exclude ? first + 1 : 1;
            Fill(mode, weights.AsSpan(row * batch.SequenceLength, length)[first..], positionsFrom);
        }

        return weights;
    }

    /// <param name="tokens">One weight per token that counts; at least one.</param>
    /// <param name="firstPosition">Weight of the first of them in a weighted mean.</param>
    private static void Fill(PoolingMode mode, Span<float> tokens, int firstPosition)
    {
        switch (mode)
        {
            case PoolingMode.Cls:
                tokens[0] = 1;
                break;
            case PoolingMode.LastToken:
                tokens[^1] = 1;
                break;
            case PoolingMode.Max:
                tokens.Fill(1);
                break;
            case PoolingMode.Mean:
                tokens.Fill(1f / tokens.Length);
                break;
            case PoolingMode.MeanSqrtLength:
                tokens.Fill(1f / MathF.Sqrt(tokens.Length));
                break;
            case PoolingMode.WeightedMean:
                // SGPT: position-weighted mean, doi:10.48550/arXiv.2202.08904
                var sum = tokens.Length * (2.0 * firstPosition + tokens.Length - 1) / 2;
                for (var i = 0; i < tokens.Length; i++)
                {
                    tokens[i] = (float)((firstPosition + i) / sum);
                }

                break;
        }
    }
}
