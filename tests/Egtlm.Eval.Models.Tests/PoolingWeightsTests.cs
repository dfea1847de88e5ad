using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class PoolingWeightsTests
{
    [Theory]
    [InlineData(PoolingMode.Cls, PromptPooling.Include, new float[] { 1, 0, 0, 0, 0 })]
    [InlineData(PoolingMode.Cls, PromptPooling.Exclude, new float[] { 0, 0, 1, 0, 0 })]
    [InlineData(PoolingMode.Cls, PromptPooling.ExcludeFromMeans, new float[] { 1, 0, 0, 0, 0 })]
    [InlineData(PoolingMode.LastToken, PromptPooling.Exclude, new float[] { 0, 0, 0, 1, 0 })]
    [InlineData(PoolingMode.Mean, PromptPooling.Include, new[] { 0.25f, 0.25f, 0.25f, 0.25f, 0 })]
    [InlineData(PoolingMode.Mean, PromptPooling.ExcludeFromMeans, new[] { 0, 0, 0.5f, 0.5f, 0 })]
    [InlineData(PoolingMode.MeanSqrtLength, PromptPooling.Include, new[] { 0.5f, 0.5f, 0.5f, 0.5f, 0 })]
    [InlineData(PoolingMode.WeightedMean, PromptPooling.Include, new[] { 0.1f, 0.2f, 0.3f, 0.4f, 0 })]
    [InlineData(PoolingMode.WeightedMean, PromptPooling.Exclude, new[] { 0, 0, 3 / 7f, 4 / 7f, 0 })]
    [InlineData(PoolingMode.WeightedMean, PromptPooling.ExcludeFromMeans, new[] { 0, 0, 1 / 3f, 2 / 3f, 0 })]
    [InlineData(PoolingMode.Max, PromptPooling.Exclude, new float[] { 0, 0, 1, 1, 0 })]
    public void Four_tokens_of_which_two_are_prompt_and_one_padding(
        PoolingMode mode, PromptPooling prompt, float[] expected)
    {
        var weights = PoolingWeights.Of(mode, prompt, new TokenBatch(new long[5], [4], [2], 5));

        Assert.Equal(expected, weights);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Row_that_is_all_prompt_counts_whole(int prefixLength)
    {
        var batch = new TokenBatch(new long[3], [2], [Math.Min(prefixLength, 2)], 3);

        Assert.Equal([0.5f, 0.5f, 0], PoolingWeights.Of(PoolingMode.Mean, PromptPooling.ExcludeFromMeans, batch));
    }
}
