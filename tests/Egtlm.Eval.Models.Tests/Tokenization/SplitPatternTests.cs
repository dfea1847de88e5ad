using Egtlm.Eval.Models.Tokenization;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Tokenization;

public sealed class SplitPatternTests
{
    // Qwen2's, from its tokenizer.json
    private const string Qwen2 =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
        + @"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    [Theory]
    [InlineData("it's", "it|'s")]
    [InlineData("it'ſ IT'S", "it|'ſ| IT|'S")]
    [InlineData("𠀀𪛖a1", "𠀀𪛖a|1")]
    [InlineData("a😀b", "a|😀b")]
    [InlineData("x 𝟘𝟙", "x| |𝟘|𝟙")]
    [InlineData("a  b\n\n c", "a| | b|\n\n| c")]
    [InlineData("你好，世界", "你好|，世界")]
    [InlineData("𐀀\u0301", "𐀀|\u0301")]
    public void Qwen2_text_is_cut_by_code_points(string text, string expected) =>
        Assert.Equal(expected.Split('|'), Cut(Qwen2, "Isolated", text));

    [Theory]
    [InlineData("Isolated", "the|-|final|-|-|cut|-")]
    [InlineData("Removed", "the|final|cut")]
    [InlineData("MergedWithPrevious", "the-|final-|-|cut-")]
    [InlineData("MergedWithNext", "the|-final|-|-cut|-")]
    [InlineData("Contiguous", "the|-|final|--|cut|-")]
    public void Matches_go_where_the_behaviour_says(string behavior, string expected) =>
        Assert.Equal(expected.Split('|'), Cut("-", behavior, "the-final--cut-"));

    [Theory]
    [InlineData(@"[a-z&&[^b]]")]
    [InlineData(@"\h+")]
    [InlineData(@"\p{L}++")]
    [InlineData(@"\p{Han}")]
    public void Pattern_that_means_something_else_here_is_refused(string pattern) =>
        Assert.Throws<EvaluationException>(() => Cut(pattern, "Isolated", "a"));

    private static string[] Cut(string pattern, string behavior, string text)
    {
        var json = System.Text.Json.JsonSerializer.Serialize(
            new { type = "Split", pattern = new { Regex = pattern }, behavior, invert = false });
        var pieces = PreTokenizers.Read(TinyTokenizer.Part(json)).Split(Pieces.Whole(text, true));
        return [.. pieces.Spans.Select(span => pieces.Text[span.Start..span.End].ToString())];
    }
}
