using Egtlm.Eval.Reports.Comparisons;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Comparisons;

public sealed class ComparisonMeanTests
{
    private static readonly string[] s_sample =
    [
        "SampleRetrieval", "SampleReranking", "SampleSTS", "SampleClassification", "SampleClustering",
        "SamplePairClassification",
    ];

    [Fact]
    public async Task Means_are_of_one_benchmark_and_leave_generation_out()
    {
        var comparison = await ComparisonScene.CompareAsync(
            All("base", 0.5, "GenregText zh=2 en=2"), All("new", 0.6, "GenregText zh=3 en=3"));

        var mean = comparison.Means.Single(one => one.Name == ComparedMean.OverTasks);
        Assert.Equal(("sample", 6, true), (mean.Benchmark, mean.Tasks, mean.IsComplete));
        Assert.Equal(0.5, mean.Scores[0]!.Value, 9);
        Assert.Equal(0.1, mean.Differences[1]!.Value!.Value, 9);
        Assert.Equal("Generation", comparison.Tasks[^1].Type);
        Assert.DoesNotContain(comparison.Means, one => one.Name == "Generation");
    }

    [Fact]
    public async Task A_part_of_a_benchmark_is_called_one()
    {
        var comparison = await ComparisonScene.CompareAsync(
            ComparisonScene.Model("base", "ATEC default=0.5", "BQ default=0.5"),
            ComparisonScene.Model("new", "ATEC default=0.6", "BQ default=0.6"));

        var mean = comparison.Means.Single(one => one.Name == ComparedMean.OverTasks);
        Assert.Equal(("mteb-cmn-v1", false), (mean.Benchmark, mean.IsComplete));
        Assert.Equal("2 of 31", ComparisonText.Count(mean));
        Assert.Contains(comparison.Notes, note => note.StartsWith(
            "the means of mteb-cmn-v1 are not the benchmark's: they leave out ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Equal_names_get_their_revision_and_then_their_folder()
    {
        var one = ComparisonScene.Model("org/模型 \"a\"", "SampleSTS en=0.5 zh=0.5");

        var comparison = await ComparisonScene.CompareAsync(
            one, one with { Revision = "2" }, one with { Revision = "2", Folder = "/elsewhere" });

        Assert.Equal(
            [
                "org/模型 \"a\"@1", "org/模型 \"a\"@2 in /results/org/模型 \"a\"",
                "org/模型 \"a\"@2 in /elsewhere",
            ],
            comparison.Models);
    }

    [Fact]
    public async Task Text_escapes_names_in_every_form()
    {
        var comparison = await ComparisonScene.CompareAsync(
            ComparisonScene.Model("a|b", "SampleSTS en=0.5 zh=0.5"),
            ComparisonScene.Model("<i>,\"c\"", "SampleSTS en=0.75 zh=0.75"));

        var markdown = ComparisonText.Markdown(comparison);
        Assert.Contains(
            "| task | type | metric | a\\|b | &lt;i&gt;,\"c\" | difference | 90 % interval | verdict |",
            markdown, StringComparison.Ordinal);
        Assert.Contains(
            "| SampleSTS | STS | cosine\\_spearman | 0.5000 | 0.7500 | +0.2500 |  | ? |", markdown, StringComparison.Ordinal);
        Assert.Contains(
            "task,,SampleSTS,STS,cosine_spearman,true,1,\"<i>,\"\"c\"\"\",0.75,0.25,,,unknown,,0,0,",
            ComparisonDocument.Csv(comparison), StringComparison.Ordinal);
        Assert.Contains("\"model\": \"<i>,\\\"c\\\"\"", ComparisonDocument.Json(comparison), StringComparison.Ordinal);
    }

    private static Results.ResultSet All(string name, double score, params string[] others) => ComparisonScene.Model(
        name, [.. s_sample.Select(task => FormattableString.Invariant($"{task} en={score} zh={score}")), .. others]);
}
