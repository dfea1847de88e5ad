using Egtlm.Eval.Generation.Metrics;
using Xunit;

namespace Egtlm.Eval.Tests.Generation.Metrics;

/// <summary>Expected tokens are those of NLTK's rules with its English sentence model, run in CPython.</summary>
public sealed class WordTokensTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \u001c ", "")]
    [InlineData("don't", "do|n't")]
    [InlineData("cannot we'll it's o'neil", "can|not|we|'ll|it|'s|o'neil")]
    [InlineData("\"quoted\" (paren)", "``|quoted|''|(|paren|)")]
    [InlineData("$5, 50% 3,14 12:30 a,b", "$|5|,|50|%|3,14|12:30|a|,|b")]
    [InlineData("wait... no -- yes", "wait|...|no|--|yes")]
    [InlineData("don’t “q” «x»", "don|’|t|“|q|”|«|x|»")]
    [InlineData("r&d a@b.c #1", "r|&|d|a|@|b.c|#|1")]
    [InlineData("gonna 'tis rock'n'roll", "gon|na|'|tis|rock'n'roll")]
    [InlineData("café—日 😀テスト。", "café|—|日|😀テスト。")]
    public void Words_are_cut_as_nltk_cuts_them(string text, string tokens) =>
        Assert.Equal(tokens.Split('|', StringSplitOptions.RemoveEmptyEntries), WordTokens.Of(text));

    [Theory]
    [InlineData("end. next.", "end|.|next|.")]
    [InlineData("mr. smith", "mr.|smith")]
    [InlineData("henry a. walsh", "henry|a.|walsh")]
    [InlineData("2. next", "2.|next")]
    [InlineData("2. 3", "2|.|3")]
    [InlineData("u.s. gdp", "u.s.|gdp")]
    [InlineData("non-u.s. gdp", "non-u.s.|gdp")]
    [InlineData("h.g. wells", "h.g|.|wells")]
    [InlineData("can't. no", "ca|n't|.|no")]
    [InlineData("(end.) next", "(|end|.|)|next")]
    [InlineData("end. \" next", "end.|``|next")]
    [InlineData("what? no", "what|?|no")]
    [InlineData("dr.who ab.cd x", "dr.who|ab.cd|x")]
    public void Period_is_a_token_where_a_sentence_ends(string text, string tokens) =>
        Assert.Equal(tokens.Split('|'), WordTokens.Of(text));
}
