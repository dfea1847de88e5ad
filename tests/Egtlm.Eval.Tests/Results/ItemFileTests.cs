using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Results;

public sealed class ItemFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.Path, "Toy.items.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_read_as_it_was_written()
    {
        var file = new ItemFile(
            new ItemHeader("Toy", Dataset: "d1"),
            [new ItemRow("test", "zh", "问1", "文😀", new Dictionary<string, double> { ["nll"] = 1.5, ["x"] = double.NaN })]);

        await file.WriteAsync(File);
        var read = await ItemFile.ReadAsync(File, Cancellation);

        Assert.Equal(
            """
            {"task":"Toy","dataset":"d1","version":1}
            {"split":"test","subset":"zh","item":"问1","cluster":"文\uD83D\uDE00","values":{"nll":1.5,"x":"NaN"}}

            """,
            await System.IO.File.ReadAllTextAsync(File, Cancellation));
        Assert.Equal(file.Header, read?.Header);
        Assert.Equal("文😀", read?.Rows[0].Cluster);
        Assert.True(double.IsNaN(read!.Rows[0].Values["x"])); // not null: it was read above
    }

    [Fact]
    public void Rows_of_a_part_replace_those_of_the_same_part()
    {
        var file = new ItemFile(new ItemHeader("Toy"), [Row("en", "1"), Row("zh", "1")]);

        var changed = file.With("test", "en", [Row("en", "2")]);

        Assert.Equal(["zh 1", "en 2"], changed.Rows.Select(row => $"{row.Subset} {row.Item}"));
    }

    [Theory]
    [InlineData("", ":1: ")]
    [InlineData("""{"task":"Toy","version":2}""", "version 2, expected 1")]
    [InlineData("{\"task\":\"Toy\",\"version\":1}\n{\"split\":", ":2: ")]
    public async Task A_damaged_file_is_an_error_that_names_it(string text, string message)
    {
        await System.IO.File.WriteAllTextAsync(File, text, Cancellation);

        var error = await Assert.ThrowsAsync<EvaluationException>(() => ItemFile.ReadAsync(File, Cancellation));

        Assert.StartsWith(File, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_file_is_null() => Assert.Null(await ItemFile.ReadAsync(File, Cancellation));

    private static ItemRow Row(string subset, string item) =>
        new("test", subset, item, item, new Dictionary<string, double> { ["v"] = 1 });
}
