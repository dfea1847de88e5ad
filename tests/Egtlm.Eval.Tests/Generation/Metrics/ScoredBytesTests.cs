using System.Text;
using Egtlm.Eval.Generation.Metrics;
using Xunit;

namespace Egtlm.Eval.Tests.Generation.Metrics;

public sealed class ScoredBytesTests
{
    // 你 is E4 BD A0, é is C3 A9, 😀 is F0 9F 98 80.
    [Fact]
    public void A_cut_character_belongs_to_the_token_that_ends_it() =>
        Assert.Equal([1, 0, 3, 2], ScoredBytes.PerToken([Text("a"), Bytes(0xE4, 0xBD), Bytes(0xA0), Text("é")]));

    [Fact]
    public void A_token_may_end_one_character_and_begin_the_next() =>
        Assert.Equal([0, 3, 3], ScoredBytes.PerToken([Bytes(0xE4), Bytes(0xBD, 0xA0, 0xE4), Bytes(0xBD, 0xA0)]));

    [Fact]
    public void Byte_fallback_gives_a_character_to_its_last_byte() =>
        Assert.Equal([0, 0, 0, 4], ScoredBytes.PerToken([Bytes(0xF0), Bytes(0x9F), Bytes(0x98), Bytes(0x80)]));

    [Fact]
    public void Special_tokens_and_word_pieces_have_the_bytes_that_they_add() =>
        Assert.Equal([0, 4, 3, 0], ScoredBytes.PerToken([Bytes(), Text("embe"), Text("dds"), Bytes()]));

    [Fact]
    public void Character_that_nothing_ends_belongs_to_none() =>
        Assert.Equal([1, 0], ScoredBytes.PerToken([Text("a"), Bytes(0xE4, 0xBD)]));

    [Fact]
    public void Bytes_that_are_no_text_count_as_themselves() =>
        Assert.Equal([1, 2, 1], ScoredBytes.PerToken([Bytes(0x80), Bytes(0xE4, 0x61), Bytes(0xFF)]));

    [Fact]
    public void Tokens_share_out_every_byte_once()
    {
        var bytes = Encoding.UTF8.GetBytes("混合 mixed 😀👍🏽 텍스트 é");

        Assert.Equal(bytes.Length, ScoredBytes.PerToken([.. bytes.Chunk(2).Select(pair => pair.AsMemory())]).Sum());
    }

    [Theory]
    [InlineData("你好", "你好，世", 6)] // on characters
    [InlineData("你\uFFFD", "你好，", 6)] // the context holds the beginning of 好
    [InlineData("你", "你好\uFFFD", 3)] // the window ends within a character
    [InlineData("", "ab", 2)]
    [InlineData("ab", "ab", 0)]
    [InlineData("a\uFFFD\uFFFD", "a😀b", 5)]
    [InlineData("a😀", "a😁", 4)] // equal high surrogate: not half a character in common
    public void Decoded_texts_give_the_same(string context, string all, int expected) =>
        Assert.Equal(expected, ScoredBytes.Between(context, all));

    private static ReadOnlyMemory<byte> Bytes(params byte[] bytes) => bytes;

    private static ReadOnlyMemory<byte> Text(string text) => Encoding.UTF8.GetBytes(text);
}
