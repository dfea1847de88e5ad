using System.Text;
using Egtlm.Eval.Data;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Data;

public sealed class JsonLinesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{\"a\":\"1\"}\n{\"a\":\"2\"}\n")]
    [InlineData("{\"a\":\"1\"}\n{\"a\":\"2\"}")]
    [InlineData("\uFEFF{\"a\":\"1\"}\r\n{\"a\":\"2\"}\r\n")]
    [InlineData("\n  \n{\"a\":\"1\"}\n\r\n{\"a\":\"2\"}\n\n\n")]
    [InlineData("  {\"a\":\"1\", \"b\": null}\t\n{\"b\":[], \"a\":\"2\"} \r\n")]
    public async Task Marks_line_ends_and_blank_lines_do_not_matter(string text) =>
        Assert.Equal(["1", "2"], await ReadAsync(text, row => row.Text("a")));

    [Fact]
    public async Task Text_is_kept_as_it_is()
    {
        const string Ugly = " 你好\u2028😀\t\"\\ \u0000é e\u0301 ";

        Assert.Equal([Ugly], await ReadAsync(
            $"{{\"a\":{System.Text.Json.JsonSerializer.Serialize(Ugly)}}}", row => row.Text("a")));
        Assert.Equal([""], await ReadAsync("{\"a\":\"\"}", row => row.Text("a")));
    }

    [Theory]
    [InlineData(262_143)]
    [InlineData(262_144)]
    [InlineData(262_145)]
    [InlineData(1_000_000)]
    public async Task Lines_longer_than_the_buffer_are_whole(int length)
    {
        var lines = new[] { length, 3, length, 1 }.Select(n => $"{{\"a\":\"{new string('x', n)}\"}}");

        Assert.Equal([length, 3, length, 1], await ReadAsync(string.Join('\n', lines), row => row.Text("a").Length));
    }

    [Theory]
    [InlineData("", "has no rows")]
    [InlineData("\n\n", "has no rows")]
    [InlineData("{\"a\":\"1\"}\n{\"a\":", ":2: found invalid JSON")]
    [InlineData("{\"a\":\"1\"}\n\n[1]", ":3: found a list, expected an object")]
    [InlineData("{\"b\":1,\"c\":2}", ":1: found no column 'a', only 'b', 'c'")]
    [InlineData("{\"a\":5}", ":1: found the number 5 in column 'a', expected a string")]
    [InlineData("{\"a\":null}", ":1: found null in column 'a', expected a string")]
    [InlineData("{\"a\":[\"x\"]}", ":1: found a list in column 'a', expected a string")]
    [InlineData("{\"a\":\"\\ud83d\"}", ":1: column 'a' is not valid Unicode")]
    public async Task A_bad_line_is_named_with_what_was_found(string text, string message)
    {
        var error = await Assert.ThrowsAsync<EvaluationException>(() => ReadAsync(text, row => row.Text("a")));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.At("x.jsonl"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_refused()
    {
        byte[] latin1 = [.. "{\"a\":\""u8, 0xE9, .. "\"}"u8];
        await File.WriteAllBytesAsync(_folder.At("x.jsonl"), latin1, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<EvaluationException>(() => JsonLines.ReadAsync(
            _folder.At("x.jsonl"), row => row.Text("a"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_missing_file_is_an_error()
    {
        var error = await Assert.ThrowsAsync<EvaluationException>(() => JsonLines.ReadAsync(
            _folder.At("no/x.jsonl"), _ => { }, TestContext.Current.CancellationToken));

        Assert.StartsWith("there is no file", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", 3L, null)]
    [InlineData("-1.0", -1L, null)]
    [InlineData("\"猫\"", 0L, "猫")]
    public async Task A_label_is_an_integer_or_a_string(string json, long number, string? text)
    {
        var label = (await ReadAsync($"{{\"a\":{json}}}", row => row.Label("a")))[0];

        Assert.Equal((number, text), (label.Number, label.Text));
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("1e300")]
    [InlineData("99999999999999999999")]
    public async Task A_label_of_another_kind_is_refused(string json)
    {
        var error = await Assert.ThrowsAsync<EvaluationException>(() =>
            ReadAsync($"{{\"a\":{json}}}", row => row.Label("a")));

        Assert.Contains("in column 'a', expected an integer or a string", error.Message, StringComparison.Ordinal);
    }

    private async Task<List<T>> ReadAsync<T>(string text, Func<JsonRow, T> read)
    {
        var rows = new List<T>();
        await File.WriteAllTextAsync(_folder.At("x.jsonl"), text, new UTF8Encoding(false),
            TestContext.Current.CancellationToken);
        await JsonLines.ReadAsync(_folder.At("x.jsonl"), row => rows.Add(read(row)),
            TestContext.Current.CancellationToken);
        return rows;
    }
}
