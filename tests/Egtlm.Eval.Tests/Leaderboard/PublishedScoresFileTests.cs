using Egtlm.Eval.Leaderboard;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Leaderboard;

public sealed class PublishedScoresFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mteb-cmn-v1", 31, 69)]
    [InlineData("mteb-eng-v2", 41, 183)]
    [InlineData("cmteb-35-classic", 0, 2)]
    public void The_built_in_tables_are_read(string benchmark, int tasks, int models)
    {
        var scores = PublishedScoresFile.Find(
            Path.Combine(BuiltInTasks.Directory, "..", "results", "published"),
            BuiltInTasks.Catalog.FindBenchmark(benchmark),
            BuiltInTasks.Catalog)!;

        Assert.Equal((tasks, models), (scores.Tasks.Count, scores.Models.Count));
        Assert.Matches("^20[0-9]{2}-[0-9]{2}$", scores.Date);
    }

    [Fact]
    public void A_score_is_a_share_and_one_that_was_not_published_is_null()
    {
        var scores = PublishedScoresFile.Read(
            Path.Combine(BuiltInTasks.Directory, "..", "results", "published", "mteb-cmn-v1.json"), BuiltInTasks.Catalog);

        Assert.Equal(0.87977, scores.ScoreOf(scores.Models.First(one => one.Model == "Kingsoft-LLM/QZhou-Embedding-Zh"), "T2Retrieval"));
        Assert.Null(scores.ScoreOf(scores.Models.First(one => one.Model == "jinaai/jina-embeddings-v3"), "QBQTC"));
        Assert.Null(scores.ScoreOf(scores.Models[0], "STS22"));
    }

    [Theory]
    [InlineData("\"STSB\"", "\"STSD\"", "(6): 'mteb-cmn-v1' has no task 'STSD'", "did you mean 'STSB'?")]
    [InlineData("\"STSB\"", "\"BQ\"", "(6): task 'BQ' is there twice", null)]
    [InlineData("0.5, null", "0.5", "(9): '模型 \"甲\"' has 1 scores, expected 2", "null stands for")]
    [InlineData("0.25, 0.5", "25, 50", "(8): 'org/a' has a score of 25, expected a share from -1 to 1 (and 1 more)", "divide")]
    [InlineData("0.25, 0.5", "NaN, 0.5", "invalid JSON", null)]
    [InlineData("org/a", "模型 \\\"甲\\\"", "(9): model '模型 \"甲\"' is there twice", null)]
    [InlineData("org/a", " ", "(8): a model has no name", null)]
    [InlineData("\"scores\": [0.25, 0.5]", "\"source\": \"x\"", "(8): 'org/a' needs either 'scores' or", null)]
    [InlineData("2026-08", "August", "(5): 'date' is 'August', expected a month or day", null)]
    [InlineData("mteb-cmn-v1", "mteb-cmn-v2", "(2): there is no benchmark 'mteb-cmn-v2'", "did you mean 'mteb-cmn-v1'?")]
    [InlineData("\"tasks\"", "\"task\"", "(6): unknown property 'task'", "did you mean 'tasks'?")]
    [InlineData("]\n}", "]", "invalid JSON", null)]
    public void Wrong_tables_are_refused_with_their_line(string found, string changed, string message, string? hint)
    {
        const string table = """
            {
              "benchmark": "mteb-cmn-v1",
              "description": "d",
              "source": "s",
              "date": "2026-08",
              "tasks": ["BQ", "STSB"],
              "models": [
                { "model": "org/a", "scores": [0.25, 0.5] },
                { "model": "模型 \"甲\"", "scores": [0.5, null] }
              ]
            }
            """;
        Assert.Contains(found, table);
        var file = _folder.WriteText("table.json", table.Replace(found, changed, StringComparison.Ordinal));

        var error = Assert.Throws<EvaluationException>(() => PublishedScoresFile.Read(file, BuiltInTasks.Catalog));

        Assert.Contains(message, error.Message);
        Assert.Contains(hint ?? "", error.Hint ?? "");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() => Assert.Contains(
        "there is no file 'none.json'",
        Assert.Throws<EvaluationException>(() => PublishedScoresFile.Read("none.json", BuiltInTasks.Catalog)).Message);
}
