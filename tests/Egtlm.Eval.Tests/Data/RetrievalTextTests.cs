using System.Text.Json;
using Egtlm.Eval.Data;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Data;

public sealed class RetrievalTextTests
{
    [Fact]
    public void Documents_lose_the_white_space_of_Python_and_nothing_else()
    {
        foreach (var testCase in Cases("strip"))
        {
            var points = testCase.GetProperty("code_points").EnumerateArray();
            var stripped = points.Select(point => point.GetInt32()).ToHashSet();
            for (var point = 0; point <= 0xffff; point++)
            {
                if (!char.IsSurrogate((char)point))
                {
                    var text = RetrievalText.Document(new CorpusDocument("d", "", $"{(char)point}x{(char)point}"));
                    Assert.True(text.Length == (stripped.Contains(point) ? 1 : 3), $"U+{point:X4}");
                }
            }
        }
    }

    [Fact]
    public void Document_texts_equal_those_of_mteb()
    {
        foreach (var item in Cases("documents").SelectMany(testCase => testCase.GetProperty("items").EnumerateArray()))
        {
            var row = item.GetProperty("row");
            var title = row.TryGetProperty("title", out var given) ? given.GetString() : "";
            var document = new CorpusDocument("d", title!, row.GetProperty("text").GetString()!);
            if (item.TryGetProperty("error", out _))
            {
                Assert.Throws<EvaluationException>(() => RetrievalText.Document(document));
            }
            else
            {
                Assert.Equal(item.GetProperty("text").GetString(), RetrievalText.Document(document));
            }
        }
    }

    [Fact]
    public void Query_texts_equal_those_of_mteb()
    {
        foreach (var testCase in Cases("queries"))
        {
            JsonElement[] rows = [.. testCase.GetProperty("rows").EnumerateArray()];
            if (testCase.TryGetProperty("error", out _))
            {
                Assert.Throws<EvaluationException>(() => Texts(rows));
                continue;
            }

            Assert.Equal(
                testCase.GetProperty("encoded").EnumerateArray().Select(row => row.GetProperty("text").GetString()),
                Texts(rows));
        }
    }

    [Fact]
    public void Emoji_and_Chinese_stay_whole_at_the_ends() =>
        Assert.Equal("😀 标题 正文。", RetrievalText.Document(new CorpusDocument("d", "　😀 标题", "正文。\u001f")));

    private static string[] Texts(JsonElement[] rows) => rows[0].GetProperty("text").ValueKind == JsonValueKind.Array
        ? [.. rows.Select(row => RetrievalText.Conversation(Turns(row), Instruction(row)))]
        : RetrievalText.Queries(
            [.. rows.Select(row => new RetrievalQuery("q", row.GetProperty("text").GetString()!, Instruction(row)))]);

    private static IEnumerable<string> Turns(JsonElement row) =>
        row.GetProperty("text").EnumerateArray().Select(Turn);

    private static string Turn(JsonElement turn) => turn.ValueKind == JsonValueKind.String
        ? turn.GetString()!
        : RetrievalText.Turn(turn.GetProperty("role").GetString()!, turn.GetProperty("content").GetString()!);

    private static string? Instruction(JsonElement row) =>
        row.TryGetProperty("instruction", out var instruction) ? instruction.GetString() : null;

    private static JsonElement[] Cases(string kind)
    {
        JsonElement[] cases =
        [
            .. SharedFolder.Cases("goldens", "stages", "text_rules.json")
                .Where(testCase => testCase.GetProperty("kind").GetString() == kind),
        ];
        Assert.NotEmpty(cases);
        return cases;
    }
}
