using Egtlm.Eval.Data;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Data;

public sealed class RetrievalReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    public RetrievalReaderTests()
    {
        _folder.Write("corpus.jsonl",
            """{"_id":"d1","title":"T","text":"one"}""",
            """{"_id":2,"text":"二"}""",
            """{"id":"d3","title":null,"text":""}""");
        _folder.Write("queries.jsonl",
            """{"_id":"q1","text":"first"}""",
            """{"_id":"unjudged","text":"x"}""",
            """{"_id":"q2","text":"second","instruction":"do"}""");
        _folder.Write("qrels/test.tsv", "query-id\tcorpus-id\tscore", "q2\t2\t2", "q1\td1\t1", "q2\td3\t0");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Documents_judged_queries_and_grades_are_read_in_file_order()
    {
        var data = await ReadAsync();

        Assert.Equal([new("d1", "T", "one"), new("2", "", "二"), new CorpusDocument("d3", "", "")], data.Corpus);
        Assert.Equal([new("q1", "first"), new RetrievalQuery("q2", "second", "do")], data.Queries);
        Assert.Equal(["q2", "q1"], data.Qrels.Keys);
        Assert.Equal([new("2", 2), new KeyValuePair<string, int>("d3", 0)], data.Qrels["q2"]);
        Assert.Null(data.TopRanked);
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData("q1\td1\t1\nq1\td1\t3\n", 3)]
    [InlineData("\uFEFFquery-id\tcorpus-id\tscore\r\nq1\td1\t-1\r\n\r\n", -1)]
    [InlineData("q1\td1\t2.0", 2)]
    public async Task A_header_is_optional_and_the_last_judgement_counts(string qrels, int grade)
    {
        _folder.WriteText("qrels/test.tsv", qrels);

        Assert.Equal(grade, (await ReadAsync()).Qrels["q1"]["d1"]);
    }

    [Theory]
    [InlineData("q1\td1\tx", ":1: found 'q1<tab>d1<tab>x'")]
    [InlineData("query-id\tcorpus-id\tscore\nq1 d1 1", ":2: found 'q1 d1 1'")]
    [InlineData("q1\t0\td1\t1", ":1: found 'q1<tab>0<tab>d1<tab>1'")]
    [InlineData("q1\td1\t0.5", ":1: found")]
    [InlineData("q1\td1\t", ":1: found")]
    [InlineData("query-id\tcorpus-id\tscore\n", "has no judgements")]
    [InlineData("q9\td1\t1", "judges no query of")]
    public async Task Judgements_of_another_form_are_refused(string qrels, string message)
    {
        _folder.WriteText("qrels/test.tsv", qrels);

        var error = await Assert.ThrowsAsync<EvaluationException>(ReadAsync);

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judgements_that_can_never_be_met_are_kept_with_a_warning()
    {
        _folder.Write("qrels/test.tsv", "q1\tgone\t1", "q1\td1\t1", "nobody\td1\t1");

        var data = await ReadAsync();

        Assert.Equal(1, data.Qrels["q1"]["gone"]);
        Assert.Contains(_warnings,
            warning => warning.EndsWith("not in the queries: 1, such as 'nobody'", StringComparison.Ordinal));
        Assert.Contains(_warnings,
            warning => warning.EndsWith("not in the corpus: 1, such as 'gone'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("corpus.jsonl", "document")]
    [InlineData("queries.jsonl", "query")]
    public async Task An_id_that_comes_twice_is_refused(string file, string kind)
    {
        _folder.Write(file, """{"_id":"1","text":"a"}""", """{"_id":1,"text":"b"}""");

        var error = await Assert.ThrowsAsync<EvaluationException>(ReadAsync);

        Assert.EndsWith($"{file}:2: found the {kind} id '1' a second time, expected every id once", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Candidates_are_read_where_there_are_any()
    {
        _folder.Write("top_ranked/test.jsonl", """{"query-id":"q1","corpus-ids":["d3",2,"d3"]}""");

        var data = await ReadAsync();

        Assert.Equal(["d3", "2"], data.TopRanked!["q1"]);
        Assert.Equal(2, _warnings.Count);
        Assert.Contains("more than once; once counts: 1, such as 'q1'", _warnings[0], StringComparison.Ordinal);
        Assert.Equal("there are no candidates for queries: 1, such as 'q2'", _warnings[1]);
    }

    [Fact]
    public async Task A_candidate_that_is_no_document_is_refused()
    {
        _folder.Write("top_ranked/test.jsonl", """{"query-id":"q1","corpus-ids":["d9"]}""");

        var error = await Assert.ThrowsAsync<EvaluationException>(ReadAsync);

        Assert.EndsWith("test.jsonl:1: found the candidate 'd9', which is not in the corpus", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reranking_needs_candidates()
    {
        var error = await Assert.ThrowsAsync<EvaluationException>(
            () => RerankingReader.ReadAsync(new(_folder.Path, "test"), null, TestContext.Current.CancellationToken));

        Assert.EndsWith("has no 'top_ranked/test.jsonl'", error.Message, StringComparison.Ordinal);
    }

    private Task<RetrievalData> ReadAsync() =>
        RetrievalReader.ReadAsync(new(_folder.Path, "test"), _warnings.Add, TestContext.Current.CancellationToken);
}
