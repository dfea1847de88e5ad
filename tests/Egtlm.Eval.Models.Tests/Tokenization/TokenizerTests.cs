using Egtlm.Eval.Models.Tokenization;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Tokenization;

public sealed class TokenizerTests
{
    private const string Bert = """
        {
          "normalizer": { "type": "BertNormalizer", "lowercase": true },
          "pre_tokenizer": { "type": "BertPreTokenizer" },
          "post_processor": { "type": "BertProcessing", "cls": ["[CLS]", 1], "sep": ["[SEP]", 2] },
          "decoder": { "type": "WordPiece", "prefix": "##", "cleanup": true },
          "added_tokens": [
            { "id": 1, "content": "[CLS]", "normalized": false, "special": true },
            { "id": 2, "content": "[SEP]", "normalized": false, "special": true }
          ],
          "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "max_input_chars_per_word": 5,
            "vocab": { "[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "un": 3, "##do": 4, "##ne": 5, "你": 6, "!": 7, "\uFFFD": 8,
              "😀": 9, "##😀": 10 }
          }
        }
        """;

    private readonly Tokenizer _bert = TinyTokenizer.Read(Bert);

    [Theory]
    [InlineData("undo", new[] { 3, 4 })]
    [InlineData("UNdo!你", new[] { 3, 4, 7, 6 })]
    [InlineData("unx", new[] { 0 })]
    [InlineData("😀😀", new[] { 9, 10 })]
    [InlineData("undoo", new[] { 0 })]
    [InlineData("undone", new[] { 0 })]
    [InlineData("😀😀😀😀😀", new[] { 9, 10, 10, 10, 10 })]
    [InlineData("😀😀😀😀😀😀", new[] { 0 })]
    [InlineData(" \t\u0000\u200B", new int[0])]
    [InlineData("[SEP]undo[sep]", new[] { 2, 3, 4, 0, 0, 0 })]
    public void WordPiece_takes_the_longest_match_or_the_unknown_token(string text, int[] expected) =>
        Assert.Equal(expected, _bert.Encode(text, false));

    [Fact]
    public void Empty_text_has_special_tokens_only()
    {
        Assert.Equal([1, 2], _bert.Encode("", true));
        Assert.Equal([], _bert.Encode("", false));
    }

    [Fact]
    public void Truncation_keeps_the_special_tokens()
    {
        Assert.Equal([1, 3, 2], _bert.Encode("undo", 3));
        Assert.Equal([1, 2], _bert.Encode("undo", 2));
        Assert.Equal([1, 3, 4, 2], _bert.Encode("undo", 4));
    }

    [Fact]
    public void Limit_below_the_special_tokens_is_refused()
    {
        var failure = Assert.Throws<EvaluationException>(() => _bert.Encode("undo", 1));

        Assert.Contains("1 leaves no room for the 2 special tokens", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pair_has_the_types_of_the_template()
    {
        var (ids, types) = _bert.EncodePair("undo", "!", true);

        Assert.Equal([1, 3, 4, 2, 7, 2], ids);
        Assert.Equal([0, 0, 0, 0, 1, 1], types);
    }

    [Fact]
    public void Pair_without_special_tokens_is_cut_to_the_whole_limit()
    {
        var (ids, types) = _bert.EncodePair("undo undo", "!!", false, 4);

        Assert.Equal([3, 4, 7, 7], ids);
        Assert.Equal([0, 0, 1, 1], types);
    }

    [Fact]
    public void Decoding_joins_words_and_may_skip_special_tokens()
    {
        Assert.Equal("undo!", _bert.Decode([1, 3, 4, 7, 2], true));
        Assert.Equal("[CLS] undo! [SEP]", _bert.Decode([1, 3, 4, 7, 2], false));
        Assert.Equal("", _bert.Decode([], false));
        Assert.Equal("undo", _bert.Decode([3, 4, 999], false));
    }

    [Fact]
    public void Lone_surrogate_is_the_replacement_character()
    {
        var plain = TinyTokenizer.Bpe(model: "\"unk_token\": \"?\",");

        Assert.Equal([0, 7, 1], plain.Encode("a\uD800b", false));
    }

    [Theory]
    [InlineData("[CLS]", 1)]
    [InlineData("un", 3)]
    [InlineData("nothing", null)]
    public void Token_has_its_id_or_none(string token, int? expected) =>
        Assert.Equal(expected, _bert.TokenToId(token));

    [Fact]
    public void Vocabulary_counts_added_tokens_once()
    {
        Assert.Equal(11, _bert.VocabularySize);
        Assert.Equal(13, TinyTokenizer.Bpe($"[{TinyTokenizer.Added(12, "<x>", "")}, {TinyTokenizer.Added(0, "a", "")}]")
            .VocabularySize);
    }
}
