using System.Text.Json;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class PoolingOptionsTests
{
    [Theory]
    [InlineData("{}", "mean")]
    [InlineData("""{ "pooling_mode": null }""", "mean")]
    [InlineData("""{ "pooling_mode": "lasttoken" }""", "lasttoken")]
    [InlineData("""{ "pooling_mode": "CLS" }""", "cls")]
    [InlineData("""{ "pooling_mode": ["mean", "cls"] }""", "cls+mean")]
    [InlineData("""{ "pooling_mode_weightedmean_tokens": true, "pooling_mode_mean_tokens": false }""", "weightedmean")]
    [InlineData("""{ "pooling_mode_lasttoken": true, "pooling_mode_max_tokens": true }""", "max+mean+lasttoken")]
    public void Modes_are_read_in_every_spelling(string config, string expected) =>
        Assert.Equal(expected, Read(config).Name);

    [Theory]
    [InlineData("""{ "include_prompt": false }""", PromptPooling.Exclude)]
    [InlineData("""{ "include_prompt": true }""", PromptPooling.Include)]
    [InlineData("{}", PromptPooling.Include)]
    public void Prompt_counts_unless_it_is_left_out(string config, PromptPooling expected) =>
        Assert.Equal(expected, Read(config).Prompt);

    [Fact]
    public void Unknown_mode_is_refused_with_the_known_ones()
    {
        var failure = Assert.Throws<EvaluationException>(() => Read("""{ "pooling_mode": "median" }"""));

        Assert.Equal("'1_Pooling/config.json': pooling mode 'median' is not known", failure.Message);
        Assert.Equal("known: cls, max, mean, mean_sqrt_len_tokens, weightedmean, lasttoken", failure.Hint);
    }

    [Fact]
    public void No_mode_at_all_is_refused() =>
        Assert.Throws<EvaluationException>(() => Read("""{ "pooling_mode_mean_tokens": false }"""));

    private static PoolingOptions Read(string config)
    {
        using var document = JsonDocument.Parse(config);
        return PoolingOptions.Read(document.RootElement, "1_Pooling/config.json");
    }
}
