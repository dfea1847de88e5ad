using Xunit;

namespace Egtlm.Eval.Models.Tests.Tokenization;

public sealed class AddedTokenTests
{
    [Theory]
    [InlineData("", "a <x> b", new[] { 0, 3, 20, 3, 1 })]
    [InlineData(", \"lstrip\": true", "a <x> b", new[] { 0, 20, 3, 1 })]
    [InlineData(", \"rstrip\": true", "a <x> \t b", new[] { 0, 3, 20, 1 })]
    [InlineData(", \"lstrip\": true", "<x> <x>", new[] { 20, 20 })]
    [InlineData("", "<x><x>", new[] { 20, 20 })]
    [InlineData("", "<x", new int[0])]
    public void Token_swallows_white_space_where_its_flags_say_so(string flags, string text, int[] expected)
    {
        var tokenizer = TinyTokenizer.Bpe($"[{TinyTokenizer.Added(20, "<x>", flags)}]");

        Assert.Equal(expected, tokenizer.Encode(text, false));
    }

    [Theory]
    [InlineData("cab", new[] { 20 })]
    [InlineData("b cab b", new[] { 1, 3, 20, 3, 1 })]
    [InlineData("cabb", new[] { 2, 4, 1 })]
    [InlineData("你cab", new[] { 2, 4 })]
    [InlineData("_cab", new[] { 2, 4 })]
    [InlineData("-cab-", new[] { 20 })]
    public void Single_word_touches_no_word_character(string text, int[] expected)
    {
        var tokenizer = TinyTokenizer.Bpe($"[{TinyTokenizer.Added(20, "cab", ", \"single_word\": true")}]");

        Assert.Equal(expected, tokenizer.Encode(text, false));
    }

    [Theory]
    [InlineData("<yy>", new[] { 21 })]
    [InlineData("<y>", new[] { 20 })]
    [InlineData("<yyy>", new int[0])]
    [InlineData("<y><yy>", new[] { 20, 21 })]
    public void Longest_token_at_a_place_wins(string text, int[] expected)
    {
        var tokenizer = TinyTokenizer.Bpe(
            $"[{TinyTokenizer.Added(20, "<y>", "")}, {TinyTokenizer.Added(21, "<yy>", "")}]");

        Assert.Equal(expected, tokenizer.Encode(text, false));
    }

    [Fact]
    public void Normalized_token_is_found_in_normalised_text_and_a_raw_one_before()
    {
        const string Tokens = """
            [
              { "id": 20, "content": "<RAW>", "normalized": false, "special": true },
              { "id": 21, "content": "<Soft>", "normalized": true, "special": false }
            ]
            """;
        var tokenizer = TinyTokenizer.Bpe(Tokens, normalizer: """{ "type": "Lowercase" }""");

        Assert.Equal([20, 0, 21, 0, 21], tokenizer.Encode("<RAW><raw><SOFT>A<soft>", false));
    }
}
