using Egtlm.Eval.Data;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Tests.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Data;

public sealed class SummarizationReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_line_is_a_text_with_its_summaries_and_ratings()
    {
        _folder.WriteText("test.jsonl", """
            {"text":"😀","human_summaries":["a",""],"machine_summaries":["b","c"],"relevance":[1,2.5],"id":7}
            {"text":"","human_summaries":["d"],"machine_summaries":[],"relevance":[]}
            """);

        var data = await ReadAsync();

        Assert.Equal(["😀", ""], data.Texts.Select(text => text.Text));
        Assert.Equal(["a", ""], data.Texts[0].HumanSummaries);
        Assert.Equal(["b", "c"], data.Texts[0].MachineSummaries);
        Assert.Equal([1, 2.5], data.Texts[0].Relevance);
        Assert.Empty(data.Texts[1].Relevance);
    }

    [Theory]
    [InlineData("""{"text":"t","human_summaries":["a"],"machine_summaries":["b"],"relevance":[1,2]}""",
        "found 1 human and 1 machine summaries and 2 ratings")]
    [InlineData("""{"text":"t","human_summaries":[],"machine_summaries":["b"],"relevance":[1]}""",
        "found 0 human and 1 machine summaries and 1 ratings")]
    [InlineData("""{"text":"t","human_summaries":["a"],"machine_summaries":["b"],"relevance":["1"]}""",
        "found the string \"1\" in column 'relevance', expected a number")]
    [InlineData("""{"text":"t","human_summaries":["a"],"machine_summaries":["b"]}""",
        "found no column 'relevance'")]
    [InlineData("""{"text":"t","human_summaries":"a","machine_summaries":["b"],"relevance":[1]}""",
        "found the string \"a\" in column 'human_summaries', expected a list")]
    public async Task A_line_that_does_not_fit_is_named(string line, string message)
    {
        _folder.Write("test.jsonl", line);

        var error = await Assert.ThrowsAsync<EvaluationException>(ReadAsync);

        Assert.StartsWith($"{_folder.At("test.jsonl")}:1: {message}", error.Message, StringComparison.Ordinal);
    }

    private async Task<SummarizationData> ReadAsync()
    {
        var file = _folder.WriteText("task/S.json", TaskText.Of(
            "summarization", "S", "cosine_spearman", ", \"min_score\": 0, \"max_score\": 5"));
        return Assert.IsType<SummarizationData>(await TaskDataReader.ReadAsync(
            TaskFile.Read(file), new DataLocation(_folder.Path, "test"), null,
            TestContext.Current.CancellationToken));
    }
}
