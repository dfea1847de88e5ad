using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Results;

public sealed class MtebJsonTests
{
    [Fact]
    public void Strings_of_the_golden_are_escaped_as_python_does_and_read_back()
    {
        var items = SharedFolder.Cases("goldens", "stages", "text_rules.json")
            .Where(item => item.GetProperty("kind").GetString() == "strings")
            .SelectMany(item => item.GetProperty("items").EnumerateArray())
            .ToArray();

        Assert.NotEmpty(items);
        foreach (var item in items)
        {
            var text = string.Concat(StageGolden.Integers(item.GetProperty("utf16")).Select(unit => (char)unit));
            var json = item.GetProperty("json").GetString()!;
            StageGolden.Check(json, () =>
            {
                Assert.Equal(json, MtebJson.Quote(text));
                Assert.Equal(new ScoreValue.Text(text), MtebJsonReader.Read(json));
            });
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"a": NaN, "b": Infinity, "c": -Infinity, "d": -0.0, "e": 0, "f": 0.0, "g": 1e-05}""")]
    [InlineData("""[1, 1.0, -3, true, false, null, "\u4e2d\ud83d", [], {}, [[2.5]], {"\"": {"x": []}}]""")]
    public void A_line_that_python_wrote_is_read_and_written_back_unchanged(string line) =>
        Assert.Equal(line, MtebJson.WriteLine(MtebJsonReader.Read(line)));

    [Fact]
    public void Indented_output_has_one_item_per_line_and_empty_brackets_closed()
    {
        var text = MtebJson.Write(MtebJsonReader.Read("""{"a":[1,{"b":[]}],"c":{}}"""), 2);

        Assert.Equal("{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    }\n  ],\n  \"c\": {}\n}", text);
    }

    [Fact]
    public void A_repeated_name_keeps_its_place_and_the_last_value() =>
        Assert.Equal("""{"a": 3, "b": 2}""", MtebJson.WriteLine(MtebJsonReader.Read("""{"a":1,"b":2,"a":3}""")));

    [Fact]
    public void A_byte_order_mark_and_raw_chinese_are_read() =>
        Assert.Equal(new ScoreValue.Text("中文😀"), MtebJsonReader.Read("\uFEFF\"中文😀\""u8));

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() =>
        Assert.StartsWith(
            "not UTF-8", Assert.Throws<FormatException>(() => MtebJsonReader.Read([0x22, 0xff, 0x22])).Message);

    [Theory]
    [InlineData("", "line 1, column 1: expected a value, found the end of the file")]
    [InlineData("{\"a\": 1", "line 1, column 8: expected ',', found the end of the file")]
    [InlineData("{\n  \"a\" 1}", "line 2, column 7: expected ':', found '1'")]
    [InlineData("[1,]", "line 1, column 4: expected a value, found ']'")]
    [InlineData("{\"a\":1,}", "line 1, column 8: expected a quoted name, found '}'")]
    [InlineData("\"abc", "line 1, column 5: expected '\"' or an escape, found the end of the file")]
    [InlineData("\"\\x\"", "line 1, column 3: expected an escape sequence, found 'x'")]
    [InlineData("nul", "line 1, column 1: expected 'null', found 'n'")]
    [InlineData("-", "line 1, column 1: expected a number, found '-'")]
    [InlineData("01", "line 1, column 1: expected a number, found '0'")]
    [InlineData("1 2", "line 1, column 3: expected the end of the document, found '2'")]
    public void Broken_json_is_refused_with_its_place(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => MtebJsonReader.Read(text)).Message);

    [Fact]
    public void Deep_nesting_is_refused_instead_of_exhausting_the_stack() =>
        Assert.Throws<FormatException>(() => MtebJsonReader.Read(new string('[', 100_000)));
}
