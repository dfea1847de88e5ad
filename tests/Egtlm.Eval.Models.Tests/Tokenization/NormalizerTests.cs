using Egtlm.Eval.Models.Tokenization;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Tokenization;

public sealed class NormalizerTests
{
    [Theory]
    [InlineData("Héllo\tWORLD", "hello world")]
    [InlineData("a\u0000b\uFFFDc\u200Bd\uE000e\u007Ff", "abcdef")]
    [InlineData("line\u000Bone\u0085two\u2028three", "lineonetwo three")]
    [InlineData("我爱a", " 我  爱 a")]
    [InlineData("\U00020000b", " \U00020000 b")]
    [InlineData("İ ΣΣ ẞ K", "i σσ ß k")]
    [InlineData("한", "\u1112\u1161\u11AB")]
    [InlineData("a\uFFFEé", "a\uFFFEe")]
    [InlineData("", "")]
    public void Uncased_bert_text_is_cleaned_stripped_and_lowered(string text, string expected) =>
        Assert.Equal(expected, new BertNormalizer(true, true, null, true).Normalize(text));

    [Theory]
    [InlineData(true, "E")]
    [InlineData(false, "É")]
    [InlineData(null, "É")]
    public void Accents_of_cased_text_go_only_where_asked(bool? strips, string expected) =>
        Assert.Equal(expected, new BertNormalizer(true, true, strips, false).Normalize("É"));

    [Fact]
    public void Lower_case_without_stripping_keeps_accents() =>
        Assert.Equal("éi\u0307", new BertNormalizer(true, true, false, true).Normalize("Éİ"));

    [Theory]
    [InlineData("""{ "type": "NFC" }""", "e\u0301\uFFFEe\u0301", "é\uFFFEé")]
    [InlineData("""{ "type": "NFKC" }""", "ﬁ①", "fi1")]
    [InlineData("""{ "type": "Prepend", "prepend": "_" }""", "", "")]
    [InlineData("""{ "type": "Prepend", "prepend": "_" }""", "a", "_a")]
    [InlineData("""{ "type": "Replace", "pattern": { "String": "." }, "content": "" }""", "a.b", "ab")]
    [InlineData("""{ "type": "Replace", "pattern": { "Regex": " {2,}" }, "content": "$1" }""", "a   b", "a$1b")]
    [InlineData("""{ "type": "Strip", "strip_left": true, "strip_right": false }""", " a ", "a ")]
    [InlineData("""{ "type": "StripAccents" }""", "e\u0301é", "eé")]
    public void Normalizer_does_what_its_type_says(string json, string text, string expected) =>
        Assert.Equal(expected, Normalizers.Read(TinyTokenizer.Part(json)).Normalize(text));
}
