using Xunit;

namespace Egtlm.Eval.Tests.Generation.Instructions;

/// <summary>Our own kinds: what the built-in data of suite G6 asks for.</summary>
public sealed class ChineseInstructionTests
{
    [Theory]
    [InlineData(4, "exactly", "你好世界。", true)]
    [InlineData(4, "at least", "你好世", false)]
    [InlineData(4, "at most", "你好，世界！", true)]
    [InlineData(4, "less than", "你好世界", false)]
    [InlineData(5, "exactly", "我用 Python 3", false)] // 我 用 Python 3
    [InlineData(4, "exactly", "我用 Python 3", true)]
    [InlineData(1, "exactly", "𠮷", true)] // outside the BMP
    public void Characters_are_counted_without_marks_and_Latin_words_as_one(
        int count, string relation, string response, bool expected)
    {
        Assert.Equal(
            expected,
            InstructionGolden.Check(
                "zh:number_characters", $$"""{"num_characters": {{count}}, "relation": "{{relation}}"}""")
                .Result(response).Strict);
    }

    [Theory]
    [InlineData("zh:number_sentences", """{"num_sentences": 3, "relation": "exactly"}""", "一。二！三？", true)]
    [InlineData("zh:number_sentences", """{"num_sentences": 1, "relation": "exactly"}""", "他说……好吧。", true)]
    [InlineData("zh:number_sentences", """{"num_sentences": 2, "relation": "exactly"}""", "真的？！“好。”", true)]
    [InlineData("zh:number_paragraphs", """{"num_paragraphs": 2, "relation": "exactly"}""", "甲\n\n乙\n---", true)]
    [InlineData("zh:number_paragraphs", """{"num_paragraphs": 2, "relation": "at least"}""", "甲乙", false)]
    [InlineData("zh:keywords", """{"keywords": ["春天", "ai"]}""", "春天里的AI", true)]
    [InlineData("zh:keywords", """{"keywords": ["春天", "河"]}""", "春天里", false)]
    [InlineData("zh:keywords", """{"keywords": ["a.c"]}""", "abc", false)] // a text, not a pattern
    [InlineData("zh:keyword_frequency", """{"keyword": "哈哈", "frequency": 2, "relation": "exactly"}""", "哈哈哈哈", true)]
    [InlineData("zh:keyword_frequency", """{"keyword": "雨", "frequency": 2, "relation": "less than"}""", "雨雨", false)]
    [InlineData("zh:forbidden_words", """{"forbidden_words": ["中国"]}""", "我爱中国人", false)]
    [InlineData("zh:forbidden_words", """{"forbidden_words": ["中国"]}""", "我爱大家", true)]
    public void Sentences_paragraphs_and_words_are_counted(
        string kind, string arguments, string response, bool expected)
    {
        Assert.Equal(expected, InstructionGolden.Check(kind, arguments).Result(response).Strict);
    }

    [Theory]
    [InlineData("zh:number_items", """{"num_items": 3, "relation": "exactly"}""", "- 甲\n1. 乙\n（三）丙\n1.5 倍", true)]
    [InlineData("zh:number_items", """{"num_items": 2, "relation": "exactly"}""", "一、甲\n2、乙\n-3 度", true)]
    [InlineData("zh:title", "{}", "《春》\n正文", true)]
    [InlineData("zh:title", "{}", "我读《春》。", false)]
    [InlineData("zh:title", "{}", "《》", false)]
    [InlineData("zh:one_of", """{"options": ["是", "否"]}""", "“是。”", true)]
    [InlineData("zh:one_of", """{"options": ["是", "否"]}""", "是的", false)]
    [InlineData("zh:no_comma", "{}", "一句话。", true)]
    [InlineData("zh:no_comma", "{}", "甲、乙", false)]
    [InlineData("zh:ends_with_full_stop", "{}", "他说：“好。”", true)]
    [InlineData("zh:ends_with_full_stop", "{}", "好！", false)]
    [InlineData("zh:start", """{"start_phrase": "总之"}""", "“总之，很好。”", true)]
    [InlineData("zh:start", """{"start_phrase": "总之"}""", "好，总之", false)]
    [InlineData("zh:end", """{"end_phrase": "谢谢！"}""", "好的。谢谢！\n", true)]
    [InlineData("zh:end", """{"end_phrase": "谢谢！"}""", "谢谢！再见", false)]
    [InlineData("zh:quotation", "{}", "「好」", true)]
    [InlineData("zh:quotation", "{}", "“好”了", false)]
    [InlineData("zh:quotation", "{}", "\"", false)]
    [InlineData("zh:repeat_prompt", """{"prompt_to_repeat": "写诗"}""", "写诗\n床前", true)]
    [InlineData("zh:repeat_prompt", """{"prompt_to_repeat": "写诗"}""", "床前", false)]
    [InlineData("zh:chinese_only", "{}", "天气很好，23 度。", true)]
    [InlineData("zh:chinese_only", "{}", "天气 good", false)]
    [InlineData("zh:chinese_only", "{}", "123", false)]
    public void Format_punctuation_start_and_end_are_checked(
        string kind, string arguments, string response, bool expected)
    {
        Assert.Equal(expected, InstructionGolden.Check(kind, arguments).Result(response).Strict);
    }

    [Fact]
    public void Loose_leaves_out_stars_and_an_opening_line_here_too()
    {
        var start = InstructionGolden.Check("zh:start", """{"start_phrase": "总之"}""");

        Assert.Equal((false, true), start.Result("好的，下面是回答：\n**总之**，很好。"));
        Assert.Equal((false, false), start.Result("很好。"));
        Assert.Equal((false, false), start.Result(" \n"));
    }
}
