using Egtlm.Eval.Reports.Comparisons;
using Egtlm.Eval.Results;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Comparisons;

public sealed class ComparisonRunTests : IDisposable
{
    private readonly ComparisonScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_clear_difference_is_better_and_a_small_one_is_noise()
    {
        var before = ComparisonScene.Model("base", "SampleRetrieval en=0.5 zh=0.5", "SampleReranking en=0.5 zh=0.5");
        var after = ComparisonScene.Model("new", "SampleRetrieval en=0.7 zh=0.7", "SampleReranking en=0.51 zh=0.51");
        before = await _scene.WithItemsAsync(before, "SampleRetrieval", 60, i => $"ndcg_at_10={0.5 + (0.01 * (i % 3))}");
        after = await _scene.WithItemsAsync(after, "SampleRetrieval", 60, i => $"ndcg_at_10={0.7 + (0.01 * (i % 5))}");
        before = await _scene.WithItemsAsync(before, "SampleReranking", 60, i => $"ap={0.5 + (0.3 * (i % 2))}");
        after = await _scene.WithItemsAsync(after, "SampleReranking", 60, i => $"ap={0.51 + (0.3 * (i / 2 % 2))}");

        var comparison = await ComparisonScene.CompareAsync(before, after);

        var (retrieval, reranking) = (comparison.Tasks[0].Differences[1]!, comparison.Tasks[1].Differences[1]!);
        Assert.Equal(("SampleRetrieval", DifferenceMark.Better), (comparison.Tasks[0].Name, retrieval.Mark));
        Assert.Equal(0.2, retrieval.Value!.Value, 9);
        Assert.InRange(retrieval.Lower!.Value, 0.19, 0.21);
        Assert.InRange(retrieval.Upper!.Value, 0.2, 0.22);
        Assert.Equal((120, 120), (retrieval.Items, retrieval.Clusters));
        Assert.Equal(DifferenceMark.WithinNoise, reranking.Mark);
        Assert.Contains("ap, which stands in for map_at_1000", reranking.Note, StringComparison.Ordinal);
        Assert.Equal(new Tally(1, 1, 0, 0), comparison.TallyOf(1, ofGeneration: false));
    }

    [Fact]
    public async Task A_higher_likelihood_loss_is_worse()
    {
        var before = ComparisonScene.Model("base", "GenregResponse zh=1.0 en=1.0");
        var after = ComparisonScene.Model("new", "GenregResponse zh=1.5 en=1.5");
        before = await _scene.WithItemsAsync(before, "GenregResponse", 40, i => $"nll={10 + (i % 3)} tokens=10");
        after = await _scene.WithItemsAsync(after, "GenregResponse", 40, i => $"nll={15 + (i % 4)} tokens=10");

        var task = Assert.Single((await ComparisonScene.CompareAsync(before, after)).Tasks);

        Assert.False(task.HigherIsBetter);
        Assert.Equal((0.5, DifferenceMark.Worse), (task.Differences[1]!.Value, task.Differences[1]!.Mark));
        Assert.InRange(task.Differences[1]!.Lower!.Value, 0.4, 0.56);
    }

    [Fact]
    public async Task Many_small_findings_are_taken_back_by_Holm()
    {
        // One-sided p about 0.04 alone: a better at 90 %, but not among six.
        var names = new[] { "SampleRetrieval", "Own1", "Own2", "Own3", "Own4", "Own5" };
        string Scores(string task, double score) => FormattableString.Invariant($"{task} en={score} zh={score}");
        var before = ComparisonScene.Model("base", [.. names.Select(name => Scores(name, 0.5))]);
        var after = ComparisonScene.Model("new", [.. names.Select(name => Scores(name, 0.52))]);
        foreach (var name in names)
        {
            before = await _scene.WithItemsAsync(before, name, 50, _ => "ndcg_at_10=0.5");
            after = await _scene.WithItemsAsync(
                after, name, 50, i => FormattableString.Invariant($"ndcg_at_10={0.52 + (i % 2 == 0 ? 0.11 : -0.11)}"));
        }

        var alone = await ComparisonScene.CompareAsync(["SampleRetrieval"], before, after);
        var all = await ComparisonScene.CompareAsync(before, after);

        Assert.Equal(DifferenceMark.Better, alone.Tasks[0].Differences[1]!.Mark);
        Assert.All(all.Tasks, task => Assert.Equal(DifferenceMark.WithinNoise, task.Differences[1]!.Mark));
        Assert.All(all.Tasks, task => Assert.True(task.Differences[1]!.Lower > 0));
    }

    [Fact]
    public async Task Without_items_there_is_a_difference_but_no_interval()
    {
        var comparison = await ComparisonScene.CompareAsync(
            ComparisonScene.Model("base", "SampleSTS en=0.5 zh=0.7"),
            ComparisonScene.Model("python", "SampleSTS en=0.6 zh=0.8"));

        var difference = comparison.Tasks[0].Differences[1]!;
        Assert.Equal((DifferenceMark.Unknown, (double?)null), (difference.Mark, difference.Lower));
        Assert.Equal(0.1, difference.Value!.Value, 9);
        Assert.Contains("no per-item values", difference.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_and_NaN_scores_are_said_and_enter_no_mean()
    {
        var comparison = await ComparisonScene.CompareAsync(
            ComparisonScene.Model("base", "SampleSTS en=0.5 zh=0.7", "SampleRetrieval en=0.4 zh=0.4"),
            ComparisonScene.Model("new", "SampleSTS en=NaN zh=0.8", "SampleClustering en=0.4 zh=0.4"));

        Assert.All(comparison.Tasks, task => Assert.Null(task.Differences[1]!.Value));
        Assert.Empty(comparison.Means);
        Assert.Contains("base has no result of 1 tasks: SampleClustering", comparison.Notes);
        Assert.Contains("new has no result of 1 tasks: SampleRetrieval", comparison.Notes);
        Assert.Contains("new: the score of SampleSTS is missing in a part or no number", comparison.Notes);
    }

    [Fact]
    public async Task Other_data_is_never_a_number()
    {
        var before = ComparisonScene.Model("base", "SampleRetrieval en=0.5 zh=0.5", "SampleSTS en=0.5 zh=0.5");
        var after = ComparisonScene.Model("new", "SampleRetrieval en=0.7 zh=0.7", "SampleSTS en=0.5 zh=0.5");
        before = await _scene.WithItemsAsync(before, "SampleRetrieval", 9, _ => "ndcg_at_10=0.5");
        after = await _scene.WithItemsAsync(
            after, "SampleRetrieval", 9, _ => "ndcg_at_10=0.7", new ItemHeader("SampleRetrieval", Dataset: "d2"));
        var sts = after.Documents["SampleSTS"] with { DatasetRevision = "r2" };
        after = after with { Documents = new Dictionary<string, TaskResult>(after.Documents) { ["SampleSTS"] = sts } };

        var comparison = await ComparisonScene.CompareAsync(before, after);

        Assert.All(comparison.Tasks, task => Assert.Null(task.Differences[1]!.Value));
        Assert.Contains("the data of 'SampleRetrieval' differs", comparison.Tasks[0].Differences[1]!.Note, StringComparison.Ordinal);
        Assert.Equal("the data set revision differs: r1 and r2", comparison.Tasks[1].Differences[1]!.Note);
        Assert.Empty(comparison.Means);
    }
}
