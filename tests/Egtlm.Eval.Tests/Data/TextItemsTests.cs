using System.Text;
using Egtlm.Eval.Data;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Data;

public sealed class TextItemsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_line_of_plain_text_is_a_text_also_a_blank_one()
    {
        var file = _folder.WriteText("a.txt", "\uFEFF猫 \n\n  \r\n😀\tb\r\nlast");

        Assert.Equal(
            [new("0", "猫 "), new("1", ""), new("2", "  "), new("3", "😀\tb"), new("4", "last")], await ReadAsync(file));
    }

    [Fact]
    public async Task Json_lines_keep_their_ids_and_join_title_and_text()
    {
        var file = _folder.WriteText("a.jsonl", """
            {"_id": "d1", "title": "标题", "text": " body "}
            {"id": 7, "title": "", "text": " untouched "}

            {"text": "no id", "more": [1]}
            """);

        Assert.Equal(
            [new("d1", "标题  body"), new("7", " untouched "), new("2", "no id")], await ReadAsync(file));
    }

    [Fact]
    public async Task Standard_input_is_plain_text() =>
        Assert.Equal([new("0", "{\"text\": 1}"), new("1", "b")], await ReadAsync("-", "{\"text\": 1}\nb\n"u8.ToArray()));

    [Theory]
    [InlineData("a.txt", "", "has no texts")]
    [InlineData("a.jsonl", "\n \n", "has no texts")]
    [InlineData("a.jsonl", "{\"text\": \"a\"}\nhello\n", "a.jsonl:2: found invalid JSON")]
    [InlineData("a.jsonl", "[\"a\"]\n", "a.jsonl:1: found a list, expected an object")]
    [InlineData("a.jsonl", "{\"txt\": \"a\"}\n", "a.jsonl:1: found no column 'text', only 'txt'")]
    [InlineData("a.jsonl", "{\"text\": null}\n", "found null in column 'text', expected a string")]
    [InlineData("a.jsonl", "{\"text\": \"a\", \"id\": 1.5}\n", "found the number 1.5 in column 'id'")]
    public async Task Input_that_holds_no_texts_is_refused(string name, string content, string message)
    {
        var file = _folder.WriteText(name, content);

        var failure = await Assert.ThrowsAsync<EvaluationException>(() => ReadAsync(file));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_encodings_are_refused_with_the_line()
    {
        var failure = await Assert.ThrowsAsync<EvaluationException>(
            () => ReadAsync("-", [.. "ok\n"u8, 0xC3, 0xA8, (byte)'\n', 0xB0, 0xA1]));

        Assert.Equal("standard input:3: found bytes that are not UTF-8", failure.Message);
    }

    [Fact]
    public async Task Missing_file_is_refused()
    {
        var failure = await Assert.ThrowsAsync<EvaluationException>(() => ReadAsync(_folder.At("none.txt")));

        Assert.Contains("there is no file", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_lines_and_many_lines_come_whole()
    {
        var longText = string.Concat(Enumerable.Repeat("很长", 200_000));
        var lines = Enumerable.Range(0, 5_000).Select(i => $"text {i}").Prepend(longText).ToArray();

        var texts = await ReadAsync("-", Encoding.UTF8.GetBytes(string.Join('\n', lines)));

        Assert.Equal(lines, texts.Select(item => item.Text));
    }

    private static async Task<List<TextItem>> ReadAsync(string path, byte[]? input = null)
    {
        List<TextItem> items = [];
        var texts = TextItems.ReadAsync(path, () => new MemoryStream(input ?? []), TestContext.Current.CancellationToken);
        await foreach (var item in texts)
        {
            items.Add(item);
        }

        return items;
    }
}
