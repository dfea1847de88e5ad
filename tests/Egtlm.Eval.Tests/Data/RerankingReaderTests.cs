using Egtlm.Eval.Data;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Data;

public sealed class RerankingReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Older_rows_become_a_retrieval_set_as_in_mteb()
    {
        _folder.Write("test.jsonl",
            """{"query":"left out","positive":[],"negative":["n"]}""",
            """{"query":"甲","positive":["p0","p1"],"negative":["n0"]}""",
            """{"query":"left out","positive":["p"],"negative":[]}""",
            """{"query":"乙","positive":["p0"],"negative":["n0","n0"]}""");

        var data = await ReadAsync("test");

        Assert.Equal([new("dev_query0", "甲"), new RetrievalQuery("dev_query1", "乙")], data.Queries);
        Assert.Equal(
            [
                new("apositive_dev_query0_00000", "", "p0"),
                new("apositive_dev_query0_00001", "", "p1"),
                new("negative_dev_query0_00000", "", "n0"),
                new("apositive_dev_query1_00000", "", "p0"),
                new("negative_dev_query1_00000", "", "n0"),
                new CorpusDocument("negative_dev_query1_00001", "", "n0"),
            ],
            data.Corpus);
        Assert.Equal([1, 1, 0], data.Qrels["dev_query0"].Values);
        Assert.Equal(
            ["apositive_dev_query1_00000", "negative_dev_query1_00000", "negative_dev_query1_00001"],
            data.TopRanked!["dev_query1"]);
    }

    [Theory]
    [InlineData("""{"query":"q","positive":[],"negative":[]}""", "has no row with both positives and negatives")]
    [InlineData("""{"query":["a","b"],"positive":["p"],"negative":["n"]}""",
        "found a list in column 'query', expected a string")]
    [InlineData("""{"query":"q","positive":"p","negative":["n"]}""", "in column 'positive', expected a list")]
    [InlineData("""{"query":"q","pos":["p"],"negative":["n"]}""",
        "found no column 'positive', only 'query', 'pos', 'negative'")]
    public async Task Rows_of_another_form_are_refused(string row, string message)
    {
        _folder.Write("test.jsonl", row);

        var error = await Assert.ThrowsAsync<EvaluationException>(() => ReadAsync("test"));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private Task<RetrievalData> ReadAsync(string fileSplit) => RerankingReader.ReadAsync(
        new(_folder.Path, "dev", fileSplit), Assert.Fail, TestContext.Current.CancellationToken);
}
