using Egtlm.Eval.Data;
using Egtlm.Eval.Data.Tables;
using Egtlm.Eval.Testing;
using Parquet;
using Xunit;

namespace Egtlm.Eval.Tests.Data.Tables;

public sealed class ParquetTableTests : IDisposable
{
    private const string Ugly = " 你好\u2028😀\r\n\t\"\\ \u0000é e\u0301 \uFFFD ";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Zstd)]
    public async Task Values_of_every_kind_are_read(CompressionMethod compression)
    {
        await WriteAsync(new ParquetOptions { CompressionMethod = compression },
            ParquetFixtureColumn.Of("text", "a", Ugly, ""),
            ParquetFixtureColumn.Of("int64", 1L, -2, 1L << 62),
            ParquetFixtureColumn.Of("int32", 1, -2, 3),
            ParquetFixtureColumn.Of("int16", (short)1, (short)-2, (short)3),
            ParquetFixtureColumn.Of("int8", (sbyte)1, (sbyte)-2, (sbyte)3),
            ParquetFixtureColumn.Of("double", 0.1, -2, 3),
            ParquetFixtureColumn.Of("float", 0.5f, -2f, 3f),
            ParquetFixtureColumn.Lists("texts", ["x", "😀"], [], [""]),
            ParquetFixtureColumn.ListsOf("longs", [1L, 2], [3], []),
            ParquetFixtureColumn.ListsOf("doubles", [0.1, 2], [3], []));

        string[] names =
            ["text", "int64", "int32", "int16", "int8", "double", "float", "texts", "longs", "doubles"];
        var rows = await ReadAsync(names, row => (
            row.Text("text"), row.Integer("int64"), row.Integer("int32"), row.Integer("int16"), row.Integer("int8"),
            row.Real("double"), row.Real("float"),
            string.Join('|', row.Texts("texts")), string.Join('|', row.Integers("longs")), row.Reals("doubles").Sum()));

        Assert.Equal(
            [
                ("a", 1, 1, 1, 1, 0.1, 0.5, "x|😀", "1|2", 2.1),
                (Ugly, -2, -2, -2, -2, -2, -2, "", "3", 3),
                ("", 1L << 62, 3, 3, 3, 3, 3, "", "", 0),
            ],
            rows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task Row_groups_and_dictionaries_do_not_matter(int rowsPerGroup)
    {
        var options = new ParquetOptions();
        options.ColumnEncodingHints.Add("a", EncodingHint.Dictionary);
        string?[] texts = ["x", null, "y", "x", "x", null, "y"];
        await ParquetFixture.WriteAsync(
            _folder.At("x.parquet"),
            [
                ParquetFixtureColumn.Of("a", texts),
                ParquetFixtureColumn.Lists("b", [.. texts.Select(text => new[] { text })]),
            ],
            rowsPerGroup,
            options);

        var rows = await ReadAsync(["a", "b"], row => (row.OptionalText("a"), row.IsList("b")));

        Assert.Equal(texts, rows.Select(row => row.Item1));
        Assert.All(rows, row => Assert.True(row.Item2));
    }

    [Fact]
    public async Task Integers_are_ids_and_labels_and_reals_are_not()
    {
        await WriteAsync(null,
            ParquetFixtureColumn.Of("id", 12L), ParquetFixtureColumn.Of("name", "012"),
            ParquetFixtureColumn.Of("real", 1.5), ParquetFixtureColumn.Of("whole", 2.0));

        var row = Assert.Single(await ReadAsync(["id", "name", "real", "whole"], row => (
            Id: row.Id("_id", "id"), Name: row.Id("name"), Label: row.Label("id"), Text: row.Label("name"),
            Whole: row.Integer("whole"))));

        Assert.Equal(("12", "012", new Label(12), new Label("012"), 2), row);
        await FailsAsync(
            "row 1: found the number 1.5 in column 'real', expected an integer", row => row.Integer("real"), "real");
    }

    [Fact]
    public async Task A_wrong_column_is_named_with_its_row_and_what_is_there()
    {
        await ParquetFixture.WriteAsync(
            _folder.At("x.parquet"),
            [
                ParquetFixtureColumn.Of("text", "a", null), ParquetFixtureColumn.OfNullable<long>("label", 1, null),
                ParquetFixtureColumn.Lists("list", ["a"], null), ParquetFixtureColumn.Of("flag", true, false),
                ParquetFixtureColumn.Of("date", DateTime.UnixEpoch, DateTime.UnixEpoch),
            ],
            rowsPerGroup: 1);

        await FailsAsync(
            "x.parquet, row 2: found null in column 'text', expected a string", row => row.Text("text"), "text");
        await FailsAsync(
            "row 2: found null in column 'label', expected an integer", row => row.Integer("label"), "label");
        await FailsAsync("row 2: found null in column 'list', expected a list", row => row.Texts("list"), "list");
        await FailsAsync(
            "row 1: found the string \"a\" in column 'text', expected a number", row => row.Real("text"), "text");
        await FailsAsync("row 1: found true in column 'flag', expected an integer", row => row.Label("flag"), "flag");
        await FailsAsync("row 1: found a list in column 'list', expected a string", row => row.Text("list"), "list");
        await FailsAsync("row 1: found a value of type DateTime in column 'date'", row => row.Text("date"), "date");
        var error = await FailsAsync(
            "row 1: found no column 'txt', only 'text', 'label', 'list', 'flag', 'date'",
            row => row.Text("txt"), "txt");
        Assert.Contains("columns", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_null_in_a_list_is_refused()
    {
        await WriteAsync(null, ParquetFixtureColumn.Lists("a", ["x", null]));

        await FailsAsync("row 1: found null in column 'a', expected a string", row => row.Texts("a"), "a");
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_refused()
    {
        // The library writes a string as it is; its bytes are changed in the file, which has no checksum.
        var path = await WriteAsync(
            new ParquetOptions { CompressionMethod = CompressionMethod.None }, ParquetFixtureColumn.Of("a", "abcdéf"));
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes.AsSpan().Replace("é"u8[0], (byte)0xFF);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

        await FailsAsync("row 1: column 'a' is not valid Unicode", row => row.Text("a"), "a");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(-1)]
    [InlineData(-40)]
    public async Task A_truncated_file_is_named(int length)
    {
        var path = await WriteAsync(null, Numbers());
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(
            path, bytes[..(length < 0 ? bytes.Length + length : length)], TestContext.Current.CancellationToken);

        var error = await FailsAsync("is not a Parquet file that can be read", row => row.Text("a"), "a");

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_page_is_named()
    {
        var path = await WriteAsync(null, Numbers());
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes.AsSpan(4, 200).Fill(0xFF);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

        await FailsAsync("is not a Parquet file that can be read", row => row.Text("a"), "a");
    }

    [Fact]
    public async Task Shards_follow_one_another_and_only_rows_of_the_filter_count()
    {
        var table = new DataTable(
            [
                await ParquetFixture.WriteAsync(
                    _folder.At("a.parquet"),
                    [ParquetFixtureColumn.Of("x", "1", "2"), ParquetFixtureColumn.Of("lang", "en", "zh")]),
                await ParquetFixture.WriteAsync(
                    _folder.At("b.parquet"),
                    [ParquetFixtureColumn.Of("lang", "zh", null), ParquetFixtureColumn.Of("x", "3", "4")]),
            ],
            new RowFilter("lang", "zh"));
        var texts = new List<string>();

        await TableReader.ReadAsync(
            table, ["x"], row => texts.Add(row.Text("x")), TestContext.Current.CancellationToken);

        Assert.Equal(["2", "3"], texts);
        var french = table with { Filter = new RowFilter("lang", "fr") };
        var none = await Assert.ThrowsAsync<EvaluationException>(
            () => TableReader.ReadAsync(french, ["x"], _ => { }, TestContext.Current.CancellationToken));
        Assert.Equal(
            $"none of the 4 rows of '{_folder.At("a.parquet")}' and 1 more has 'fr' in column 'lang'", none.Message);
    }

    private static ParquetFixtureColumn Numbers() =>
        ParquetFixtureColumn.Of("a", [.. Enumerable.Range(0, 500).Select(i => $"{i}")]);

    private Task<string> WriteAsync(ParquetOptions? options, params ParquetFixtureColumn[] columns) =>
        ParquetFixture.WriteAsync(_folder.At("x.parquet"), columns, options: options);

    private async Task<List<T>> ReadAsync<T>(string[] columns, Func<Row, T> read)
    {
        var rows = new List<T>();
        await TableReader.ReadAsync(
            new DataTable([_folder.At("x.parquet")]), columns, row => rows.Add(read(row)),
            TestContext.Current.CancellationToken);
        return rows;
    }

    private async Task<EvaluationException> FailsAsync<T>(string message, Func<Row, T> read, params string[] columns)
    {
        var error = await Assert.ThrowsAsync<EvaluationException>(() => ReadAsync(columns, read));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        return error;
    }
}
