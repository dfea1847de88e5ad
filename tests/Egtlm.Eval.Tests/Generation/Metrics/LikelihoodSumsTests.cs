using System.Text.Json;
using Egtlm.Eval.Generation.Metrics;
using Xunit;

namespace Egtlm.Eval.Tests.Generation.Metrics;

public sealed class LikelihoodSumsTests
{
    [Fact]
    public void Words_and_bytes_of_every_text_equal_the_golden()
    {
        foreach (var one in GenerationGolden.List("perplexity", "docs"))
        {
            var sums = Sums(one);

            Assert.Equal(one.GetProperty("words").GetInt64(), sums.Words);
            Assert.Equal(one.GetProperty("bytes").GetInt64(), sums.Bytes);
        }
    }

    [Fact]
    public void Perplexities_of_every_set_equal_the_golden()
    {
        foreach (var root in GenerationGolden.Files("perplexity"))
        {
            LikelihoodSums[] all = [.. root.GetProperty("docs").EnumerateArray().Select(Sums)];
            Assert.NotEmpty(root.GetProperty("aggregates").EnumerateArray());
            foreach (var set in root.GetProperty("aggregates").EnumerateArray())
            {
                var sums = LikelihoodSums.Of(set.Ints("docs").Select(doc => all[doc]));

                Close(set.Double("word_perplexity"), sums.WordPerplexity);
                Close(set.Double("byte_perplexity"), sums.BytePerplexity);
                Close(set.Double("bits_per_byte"), sums.BitsPerByte);
                Close(set.Double("nll_per_token"), sums.NllPerToken);
                Close(set.Double("token_perplexity"), sums.TokenPerplexity);
            }
        }
    }

    [Fact]
    public void Nothing_scored_has_no_ratio()
    {
        var none = LikelihoodSums.Of([]);

        Assert.Null(none.NllPerToken);
        Assert.Null(none.TokenPerplexity);
        Assert.Null(none.WordPerplexity);
        Assert.Null(none.BytePerplexity);
        Assert.Null(none.BitsPerByte);
    }

    [Fact]
    public void Eight_bits_over_four_bytes_are_two_bits_per_byte() =>
        Assert.Equal(2, new LikelihoodSums(-8 * Math.Log(2), 3, 1, 4).BitsPerByte!.Value, 1e-15);

    private static LikelihoodSums Sums(JsonElement one) => LikelihoodSums.OfText(
        one.Text("text"), one.Double("loglikelihood"), one.GetProperty("tokens").GetInt32());

    private static void Close(double expected, double? found) => Assert.Equal(1, found!.Value / expected, 1e-14);
}
