using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

public sealed class RankCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Common_tasks_rank_among_the_published_and_are_said()
    {
        Write("LCQMC", "test", 0.76);
        Write("PAWSX", "test", 0.40);

        var whole = await Rank();
        var common = await Rank("--common", "--top", "1");

        Assert.Equal(1, whole.ExitCode);
        Assert.Contains("lacks 29 of the 31 tasks of 'mteb-cmn-v1'", whole.Error);
        Assert.Equal(0, common.ExitCode);
        Assert.Matches("^rank [0-9]+ of 70   组织/\"模型\" x@r1   mean 0.5800   Borda [0-9]+\n", common.Output);
        Assert.Contains("protocol mteb-cmn-v1, 2 common tasks; https://github.com/embeddings-benchmark/results, 2026-08", common.Output);
        Assert.Contains("its items unknown", common.Output);
        Assert.Contains("<- this one", common.Output);
        Assert.Equal(12, common.Output.Split('\n').Count(line => line.Contains("0.", StringComparison.Ordinal) && line.Contains('/')
            && !line.StartsWith("rank", StringComparison.Ordinal)));
        Assert.Contains("cmteb is mteb-cmn-v1 (31 tasks)", common.Error);
        Assert.Contains("over 2 common tasks only, without T2Retrieval, ", common.Error);
    }

    [Fact]
    public async Task The_document_has_every_model_and_both_uncertainties()
    {
        Write("LCQMC", "test", 0.76);
        Write("PAWSX", "test", 0.40);

        var run = await Rank("--common", "--json");

        var document = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(70, document.GetProperty("of").GetInt32());
        Assert.Equal(70, document.GetProperty("models").GetArrayLength());
        Assert.Equal(0.58, document.GetProperty("mean").GetDouble(), 9);
        Assert.Equal(JsonValueKind.Null, document.GetProperty("by_items").ValueKind);
        var range = document.GetProperty("by_tasks");
        var rank = document.GetProperty("rank").GetInt32();
        Assert.InRange(rank, range.GetProperty("best").GetInt32(), range.GetProperty("worst").GetInt32());
    }

    [Fact]
    public async Task Scores_of_ones_own_can_be_ranked_among_but_not_those_of_another_protocol()
    {
        Write("LCQMC", "test", 0.76);
        var file = _folder.WriteText("mine.json", """
            {
              "benchmark": "mteb-cmn-v1", "description": "ours", "source": "team", "date": "2026-11-27",
              "tasks": ["LCQMC"],
              "models": [ { "model": "step 900", "scores": [0.75] } ]
            }
            """);

        var run = await Rank("--common", "--published", file);
        var other = await CliRun.Of(
            ["rank", _folder.At("results"), "--benchmark", "cmteb-35", "--published", file], TestContext.Current.CancellationToken);

        Assert.StartsWith("rank 1 of 2   ", run.Output);
        Assert.Contains("the choice of tasks unknown", run.Output);
        Assert.Contains("has scores of 'mteb-cmn-v1', not of 'cmteb-35-classic'", other.Error);
    }

    [Fact]
    public async Task A_benchmark_without_published_scores_is_refused_with_those_that_have()
    {
        Write("LCQMC", "test", 0.76);

        var run = await CliRun.Of(["rank", _folder.At("results"), "--benchmark", "sample"], TestContext.Current.CancellationToken);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("there are of cmteb-35-classic, mteb-cmn-v1, mteb-eng-v2", run.Error);
    }

    private Task<CliRun> Rank(params string[] more) => CliRun.Of(
        ["rank", _folder.At("results"), "--benchmark", "cmteb", .. more], TestContext.Current.CancellationToken);

    private void Write(string task, string split, double score)
    {
        _folder.WriteText("results/m/r1/model_meta.json", """{"name": "组织/\"模型\" x", "revision": "r1"}""");
        _folder.WriteText($"results/m/r1/{task}.json", FormattableString.Invariant($$"""
            {"dataset_revision": "r", "task_name": "{{task}}", "mteb_version": "2.20.0", "scores": {"{{split}}": [
              {"cosine_spearman": {{score}}, "main_score": {{score}}, "hf_subset": "default", "languages": []}]},
             "evaluation_time": 1}
            """));
    }
}
