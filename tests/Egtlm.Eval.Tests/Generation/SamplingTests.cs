using Egtlm.Eval.Generation;
using Xunit;

namespace Egtlm.Eval.Tests.Generation;

public sealed class SamplingTests
{
    // Probabilities 0.6, 0.3 and 0.1.
    private static readonly float[] Logits = [MathF.Log(0.1f), MathF.Log(0.6f), MathF.Log(0.3f)];

    [Fact]
    public void Tokens_come_as_often_as_they_are_likely()
    {
        var counts = Draw(new SamplingOptions(), 20_000);

        // Four standard deviations of a share of 0.6 in 20,000 draws are 0.014.
        Assert.InRange(counts[1] / 20_000.0, 0.586, 0.614);
        Assert.InRange(counts[2] / 20_000.0, 0.286, 0.314);
        Assert.InRange(counts[0] / 20_000.0, 0.086, 0.114);
    }

    [Fact]
    public void Top_k_leaves_the_most_likely_tokens()
    {
        Assert.Equal(0, Draw(new SamplingOptions(TopK: 2), 500)[0]);
        Assert.Equal(500, Draw(new SamplingOptions(TopK: 1), 500)[1]);
    }

    [Fact]
    public void Top_p_leaves_the_fewest_tokens_that_reach_it()
    {
        Assert.Equal(500, Draw(new SamplingOptions(TopP: 0.5), 500)[1]);
        Assert.Equal(0, Draw(new SamplingOptions(TopP: 0.8), 500)[0]);
    }

    [Fact]
    public void Low_temperature_takes_the_most_likely_token() =>
        Assert.Equal(500, Draw(new SamplingOptions(Temperature: 0.01), 500)[1]);

    [Fact]
    public void Draws_depend_on_seed_and_prompt()
    {
        Assert.Equal(Sequence(7, 0), Sequence(7, 0));
        Assert.NotEqual(Sequence(7, 0), Sequence(8, 0));
        Assert.NotEqual(Sequence(7, 0), Sequence(7, 1));
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, -1, 1)]
    [InlineData(1, 0, 0)]
    public void Options_without_meaning_are_refused(double temperature, int topK, double topP) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new Sampling(new SamplingOptions(temperature, topK, topP), 0));

    private static int[] Draw(SamplingOptions options, int times)
    {
        var sampling = new Sampling(options, 0);
        var counts = new int[Logits.Length];
        for (var i = 0; i < times; i++)
        {
            counts[sampling.Next(Logits)]++;
        }

        return counts;
    }

    private static int[] Sequence(ulong seed, int prompt)
    {
        var sampling = new Sampling(new SamplingOptions(Seed: seed), prompt);
        return [.. Enumerable.Range(0, 50).Select(_ => sampling.Next(Logits))];
    }
}
