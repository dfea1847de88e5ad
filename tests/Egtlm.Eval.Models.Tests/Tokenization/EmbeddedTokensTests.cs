using Egtlm.Eval.Models.Tokenization;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Tokenization;

public sealed class EmbeddedTokensTests
{
    private static readonly Tokenizer Tokenizer =
        TinyTokenizer.Bpe(addedTokens: $"[{TinyTokenizer.Added(12, "<|嵌入|>", "")}]");

    [Fact]
    public void A_token_beyond_the_table_is_named_with_its_id()
    {
        var failure = Assert.Throws<EvaluationException>(
            () => EmbeddedTokens.Require(Tokenizer.Encode("a<|嵌入|>b", addSpecialTokens: false), Tokenizer, 12));

        Assert.Equal("the token '<|嵌入|>' has the id 12, the model's embedding table has 12 rows", failure.Message);
        Assert.Contains("resize_token_embeddings", failure.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("bc")] // 11, the last row
    public void Tokens_of_the_table_pass(string text) =>
        EmbeddedTokens.Require(Tokenizer.Encode(text, addSpecialTokens: false), Tokenizer, 12);
}
