using Egtlm.Eval.Models.Tokenization;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Tokenization;

public sealed class DecoderTests
{
    [Theory]
    [InlineData("""{ "type": "ByteLevel" }""", new[] { "Ġa", "ä½", "ł" }, " a你")]
    [InlineData("""{ "type": "ByteLevel" }""", new[] { "ä½", "a" }, "\uFFFDa")]
    [InlineData("""{ "type": "ByteLevel" }""", new[] { "你", "a" }, "你a")]
    [InlineData("""{ "type": "ByteFallback" }""", new[] { "<0xE4>", "<0xBD>", "<0xA0>", "a" }, "你a")]
    [InlineData("""{ "type": "ByteFallback" }""", new[] { "<0xE4>", "<0xBD>", "a" }, "\uFFFD\uFFFDa")]
    [InlineData("""{ "type": "Strip", "content": " ", "start": 1, "stop": 0 }""", new[] { "  a ", " b" }, " a b")]
    [InlineData("""{ "type": "Metaspace", "replacement": "▁" }""", new[] { "▁a", "▁b" }, "a b")]
    [InlineData(
        """{ "type": "Metaspace", "replacement": "▁", "prepend_scheme": "never" }""", new[] { "▁a", "▁b" }, " a b")]
    [InlineData("""{ "type": "WordPiece" }""", new[] { "##a", "##b", "!", "do not" }, "##ab! don't")]
    public void Decoder_does_what_its_type_says(string json, string[] tokens, string expected) =>
        Assert.Equal(expected, string.Concat(Decoders.Read(TinyTokenizer.Part(json)).Decode([.. tokens])));
}
