using Xunit;

namespace Egtlm.Eval.Models.Tests.Tokenization;

public sealed class BpeModelTests
{
    [Theory]
    [InlineData("abc", new[] { 5 })]
    [InlineData("cab", new[] { 2, 4 })]
    [InlineData("caab", new[] { 6, 4 })]
    [InlineData("bc", new[] { 1, 2 })]
    [InlineData("", new int[0])]
    public void Merges_go_by_rank(string text, int[] expected) =>
        Assert.Equal(expected, TinyTokenizer.Bpe().Encode(text, false));

    [Fact]
    public void Whole_token_wins_where_merges_are_ignored() =>
        Assert.Equal([11], TinyTokenizer.Bpe(model: "\"ignore_merges\": true,").Encode("bc", false));

    [Theory]
    [InlineData("", new[] { 4 })]
    [InlineData("\"unk_token\": \"?\",", new[] { 0, 7, 7, 1 })]
    [InlineData("\"unk_token\": \"?\", \"fuse_unk\": true,", new[] { 0, 7, 1 })]
    [InlineData("\"unk_token\": \"?\", \"byte_fallback\": true,", new[] { 0, 8, 9, 10, 7, 1 })]
    public void Character_outside_the_vocabulary_vanishes_is_unknown_or_becomes_bytes(string model, int[] expected) =>
        Assert.Equal(expected, TinyTokenizer.Bpe(model: model).Encode("a你好b", false));

    [Fact]
    public void Long_piece_is_merged_as_a_short_one()
    {
        var text = string.Concat(Enumerable.Repeat("abc", 40_000));

        var ids = TinyTokenizer.Bpe().Encode(text, false);

        Assert.Equal(40_000, ids.Length);
        Assert.All(ids, id => Assert.Equal(5, id));
    }
}
