using System.IO.Compression;
using System.Text;
using Egtlm.Eval.Data;
using Egtlm.Eval.Data.Tables;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Data.Tables;

public sealed class TableReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("x.jsonl", "{\"a\":\"1\",\"b\":2}\n{\"a\":\"é😀\",\"b\":3}\n")]
    [InlineData("x.json", "{\"a\":\"1\",\"b\":2}\n{\"a\":\"é😀\",\"b\":3}")]
    [InlineData("x.json", " \n[{\"a\":\"1\",\"b\":2},\n {\"a\":\"é😀\",\"b\":3}]")]
    [InlineData("x.jsonl", "[{\"a\":\"1\",\"b\":2},{\"a\":\"é😀\",\"b\":3}]")]
    [InlineData("x.csv", "a,b\n1,2\né😀,3\n")]
    [InlineData("x.csv", "\uFEFFa,b\r\n\"1\",2\r\n\r\n\"é😀\",3.0")]
    [InlineData("x.tsv", "b\ta\n2\t1\n3\té😀")]
    public async Task Every_text_format_gives_the_same_rows(string name, string text)
    {
        foreach (var isCompressed in new[] { false, true })
        {
            var path = isCompressed ? WriteCompressed(name + ".gz", text) : _folder.WriteText(name, text);

            Assert.Equal(
                [("1", 2), ("é😀", 3)],
                await ReadAsync(new DataTable([path]), row => (row.Text("a"), row.Integer("b"))));
        }
    }

    [Fact]
    public async Task A_property_of_a_document_may_hold_the_rows()
    {
        var path = _folder.WriteText("x.json", """{ "version": 1, "data": [{ "a": "1" }, { "a": "2" }] }""");

        Assert.Equal(["1", "2"], await ReadAsync(new DataTable([path]) { Field = "data" }, row => row.Text("a")));
        await FailsAsync(new DataTable([path]) { Field = "rows" }, "has no property 'rows'");
    }

    [Theory]
    [InlineData("a,b\n\"x\ny\",2\n", "x\ny")]
    [InlineData("a,b\n\"x\r\ny\",2\n", "x\r\ny")]
    [InlineData("a,b\n\"say \"\"hi\"\", twice\",2\n", "say \"hi\", twice")]
    [InlineData("a,b\n 5\" pipe ,2\n", " 5\" pipe ")]
    [InlineData("a,b\n\"\",2\n", "")]
    [InlineData("a,b\n,2\n", "")]
    [InlineData("a,b\n007,2\n", "007")]
    [InlineData("b,a\n2,\"x\"", "x")]
    [InlineData("b,a\n2,", "")]
    public async Task Fields_are_kept_as_they_are(string text, string field)
    {
        var path = _folder.WriteText("x.csv", text);

        Assert.Equal([(field, 2)], await ReadAsync(new DataTable([path]), row => (row.Text("a"), row.Integer("b"))));
    }

    [Theory]
    [InlineData("l\n1\n-2\n", false)]
    [InlineData("l\n1\nx\n", true)]
    [InlineData("l\n1\n\"\"\n", true)]
    public async Task Labels_of_a_delimited_file_are_integers_when_all_are(string text, bool isText)
    {
        var path = _folder.WriteText("x.csv", text);

        Assert.All(
            await ReadAsync(new DataTable([path]), row => row.Label("l")),
            label => Assert.Equal(isText, label.Text is not null));
    }

    [Theory]
    [InlineData("x.csv", "a,b\n1\n", ":2: found 1 fields, expected 2 as in the header")]
    [InlineData("x.csv", "a,b\n1,2\n\n1,2,3\n", ":4: found 3 fields, expected 2")]
    [InlineData("x.csv", "a\n\"1\n2\n", ":2: found a quote that is never closed")]
    [InlineData("x.csv", "a,a\n1,2\n", ":1: the header has the column 'a' twice")]
    [InlineData("x.csv", "b\n1\n", ":2: found no column 'a', only 'b'")]
    [InlineData("x.csv", "a\n", "has no rows")]
    [InlineData("x.csv", "", "has no rows")]
    [InlineData("x.json", "[1]", "item 1: found the number 1, expected an object")]
    [InlineData("x.json", "[{\"a\":1}", "is not valid JSON")]
    [InlineData("x.json", "[{\"a\":1}]", ":1: found the number 1 in column 'a', expected a string")]
    [InlineData("x.json", "[]", "has no rows")]
    [InlineData("x.txt", "a", "has a format that cannot be read")]
    public async Task A_bad_file_is_named_with_what_was_found(string name, string text, string message) =>
        await FailsAsync(new DataTable([_folder.WriteText(name, text)]), message);

    [Fact]
    public async Task A_line_end_in_quotes_counts_as_a_line()
    {
        var path = _folder.WriteText("x.csv", "a,b\n\"1\n2\",x\n3,y\n");

        var error = await Assert.ThrowsAsync<EvaluationException>(() => ReadAsync(
            new DataTable([path]), row => row.Text("b") == "y" ? row.Integer("b") : 0));

        Assert.Contains(
            "x.csv:4: found the text 'y' in column 'b', expected an integer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_gzip_file_is_named()
    {
        var numbers = Enumerable.Range(0, 20_000).Select(i => i * 7919 % 10007);
        var path = WriteCompressed(
            "x.jsonl.gz", string.Concat(numbers.Select(i => FormattableString.Invariant($"{{\"a\":\"{i}\"}}\n"))));
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        foreach (var length in new[] { bytes.Length / 2, bytes.Length - 9, bytes.Length - 8, bytes.Length - 1 })
        {
            await File.WriteAllBytesAsync(path, bytes[..length], TestContext.Current.CancellationToken);
            var error = await Assert.ThrowsAsync<EvaluationException>(() => CountLinesAsync(path));
            Assert.StartsWith($"'{path}' is damaged", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Gzip_files_may_follow_one_another()
    {
        var path = WriteCompressed("x.jsonl.gz", "{\"a\":\"1\"}\n");
        var one = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(path, [.. one, .. one], TestContext.Current.CancellationToken);

        Assert.Equal(["1", "1"], await ReadAsync(new DataTable([path]), row => row.Text("a")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    public async Task A_gzip_file_with_little_in_it_is_named(int length)
    {
        var path = WriteCompressed("x.jsonl.gz", "{\"a\":\"1\"}\n");
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(path, bytes[..length], TestContext.Current.CancellationToken);

        await FailsAsync(new DataTable([path]), path);
    }

    [Fact]
    public async Task A_file_that_is_not_compressed_is_named() => await FailsAsync(
        new DataTable([_folder.WriteText("x.jsonl.gz", "{\"a\":\"1\"}\n")]), "is damaged");

    [Fact]
    public async Task Formats_may_be_mixed_and_an_empty_shard_is_no_failure()
    {
        var table = new DataTable(
            [
                _folder.WriteText("a.csv", "a\n1\n"), _folder.WriteText("b.jsonl", ""),
                _folder.WriteText("c.jsonl", "{\"a\":\"2\"}"),
            ]);

        Assert.Equal(["1", "2"], await ReadAsync(table, row => row.Text("a")));
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_refused()
    {
        await File.WriteAllBytesAsync(_folder.At("x.csv"), [.. "a\n"u8, 0xE9], TestContext.Current.CancellationToken);

        await FailsAsync(new DataTable([_folder.At("x.csv")]), "has bytes that are not UTF-8");
    }

    private static async Task<int> CountLinesAsync(string path)
    {
        var count = 0;
        await Utf8Lines.ReadAsync(path, (_, _) => count++, TestContext.Current.CancellationToken);
        return count;
    }

    private string WriteCompressed(string name, string text)
    {
        using var stream = new GZipStream(File.Create(_folder.At(name)), CompressionLevel.Fastest);
        stream.Write(Encoding.UTF8.GetBytes(text));
        return _folder.At(name);
    }

    private static async Task<List<T>> ReadAsync<T>(DataTable table, Func<Row, T> read)
    {
        var rows = new List<T>();
        await TableReader.ReadAsync(
            table, ["a", "b", "l"], row => rows.Add(read(row)), TestContext.Current.CancellationToken);
        return rows;
    }

    private static async Task<EvaluationException> FailsAsync(DataTable table, string message)
    {
        var error = await Assert.ThrowsAsync<EvaluationException>(() => ReadAsync(table, row => row.Text("a")));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        return error;
    }
}
