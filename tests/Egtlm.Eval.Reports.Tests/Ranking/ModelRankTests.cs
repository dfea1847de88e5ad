using Egtlm.Eval.Leaderboard;
using Egtlm.Eval.Reports.Ranking;
using Egtlm.Eval.Results;
using Egtlm.Eval.Statistics;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Ranking;

public sealed class ModelRankTests : IDisposable
{
    private static readonly BenchmarkColumn[] s_columns =
    [
        new("A", "STS", "cosine_spearman", [new TaskPart("test", "default")]),
        new("B", "Retrieval", "ndcg_at_10", [new TaskPart("test", "default")]),
        new("C", "Reranking", "map_at_1000", [new TaskPart("dev", "default"), new TaskPart("test", "default")]),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_mean_decides_and_equal_means_share_the_better_rank()
    {
        var report = Rank(Table(("a", [0.75, 0.75, 0.75]), ("b", [0.5, 0.5, 0.5]), ("c", [0.25, 0.25, 0.25])), 0.5, 0.5, 0.5);

        Assert.Equal(["1 a", "2 org/own@1", "2 b", "4 c"], report.Rows.Select(row => $"{row.Rank} {row.Model}"));
        Assert.Equal((0.5, 2), (report.Mean, report.Rank));
        Assert.Equal([-0.25, 0, 0.25], report.Rows.Where(row => !row.IsOwn).Select(row => row.Difference!.Mean));
        Assert.Equal([false, true, false], report.Rows.Where(row => !row.IsOwn).Select(row => row.Difference!.IsWithinNoise!.Value));
        Assert.Equal(new RankRange(2, 2), report.ByTasks);
        Assert.Empty(report.Notes);
    }

    [Fact]
    public void Borda_counts_the_tasks_won_where_the_mean_adds_their_scores()
    {
        var report = Rank(Table(("a", [0.95, 0.45, 0.45])), 0.5, 0.5, 0.5);

        Assert.Equal(2, report.Rank);
        Assert.Equal([(1, 2), (2, 1)], report.Rows.Select(row => (row.Rank, row.Borda!.Value)));
        Assert.Equal(new RankRange(1, 2), report.ByTasks);
        Assert.True(report.Rows[0].Difference!.IsWithinNoise);
    }

    [Fact]
    public void A_part_of_a_benchmark_is_refused_unless_common_tasks_are_asked_for()
    {
        var table = Table(("a", [0.75, 0.25, 0.25]), ("b", [0.5, null, 0.75]));

        var error = Assert.Throws<EvaluationException>(() => Rank(table, 0.5, 0.5, null));
        var report = Rank(table, onlyCommon: true, 0.5, 0.5, null);

        Assert.Equal("org/own@1 lacks 1 of the 3 tasks of 'bench' in its splits and metrics: C", error.Message);
        Assert.Contains("--common", error.Hint);
        Assert.Equal(["A", "B"], report.Tasks);
        Assert.Equal(["C"], report.Missing);
        Assert.Equal(["b"], report.LeftOut);
        Assert.Equal(1, report.Rank);
    }

    [Fact]
    public void A_score_that_is_NaN_is_missing() => Assert.Contains(
        "lacks 1 of the 3 tasks",
        Assert.Throws<EvaluationException>(() => Rank(Table(("a", [0.5, 0.5, 0.5])), 0.5, double.NaN, 0.5)).Message);

    [Fact]
    public void The_metric_of_another_protocol_is_missing_and_an_older_spelling_is_noted()
    {
        var table = Table(("a", [0.75, 0.25, 0.25]));
        var classic = Own(0.5, 0.5, 0.5, ("C", "map"));
        var unlike = Own(0.5, 0.5, 0.5, ("B", "ndcg_at_100"));

        var report = ModelRank.Of(table, s_columns, classic, onlyCommon: false, new BootstrapOptions(1));

        Assert.Equal(["older metrics stand for today's, close but not equal: C"], report.Notes);
        Assert.EndsWith("in its splits and metrics: B", Assert.Throws<EvaluationException>(
            () => ModelRank.Of(table, s_columns, unlike, onlyCommon: false, new BootstrapOptions(1))).Message);
    }

    [Fact]
    public void Only_the_splits_that_were_published_count()
    {
        var table = Table(("a", [0.75, 0.25, 0.25])) with
        {
            Splits = new Dictionary<string, IReadOnlyList<string>> { ["C"] = ["test"] },
        };
        var own = Own(0.5, 0.5, 0.5);
        var document = own.Documents["C"];
        var devless = own with
        {
            Documents = own.Documents.ToDictionary(
                item => item.Key,
                item => item.Key == "C" ? document with { Splits = [document.Splits[1]] } : item.Value),
        };

        Assert.Equal(0.5, ModelRank.Of(table, s_columns, devless, onlyCommon: false, new BootstrapOptions(1)).Mean);
    }

    [Fact]
    public void Published_means_rank_the_whole_benchmark_only_and_have_no_tasks()
    {
        var table = Table() with { Tasks = [], Models = [new("a", Mean: 0.75), new("b", Mean: 0.25)] };

        var report = Rank(table, 0.5, 0.5, 0.5);

        Assert.Equal(["1 a", "2 org/own@1", "3 b"], report.Rows.Select(row => $"{row.Rank} {row.Model}"));
        Assert.Equal((null, null), (report.ByTasks, report.Rows[1].Borda));
        Assert.Null(report.Rows[0].Difference!.IsWithinNoise);
        Assert.Contains("only means", Assert.Throws<EvaluationException>(() => Rank(table, onlyCommon: true, 0.5, 0.5, null)).Hint);
    }

    [Fact]
    public void Nobody_to_compare_with_is_an_error() => Assert.Contains(
        "no published model has all 3 tasks",
        Assert.Throws<EvaluationException>(() => Rank(Table(("a", [0.5, null, 0.5])), 0.5, 0.5, 0.5)).Message);

    [Fact]
    public async Task The_items_of_a_score_bound_the_mean_and_the_ranks()
    {
        var table = Table(("a", [0.9, 0.52, 0.9]), ("b", [0.5, 0.5, 0.51]), ("c", [0.5, 0.49, 0.5]), ("d", [0.1, 0.1, 0.1]));
        var own = Own(1, 0.5, 0) with { ItemPaths = new Dictionary<string, string> { ["B"] = await ItemsAsync(0.3, 0.7) } };

        var report = await ItemUncertainties.AddAsync(
            ModelRank.Of(table, s_columns, own, onlyCommon: false, new BootstrapOptions(1)),
            s_columns, own, 1, TestContext.Current.CancellationToken);

        // 100 queries of 0.3 and 0.7: SE 0.0201, so the mean of three tasks has 0.0067 and its bounds ±1.66 of that.
        Assert.Equal(["B"], report.ByItems!.Tasks);
        Assert.Equal(0.4889, report.ByItems.Interval.Lower, 3);
        Assert.Equal(0.5111, report.ByItems.Interval.Upper, 3);
        Assert.Equal((3, new RankRange(2, 4)), (report.Rank, report.ByItems.Ranks));
    }

    [Fact]
    public async Task Items_that_are_damaged_are_noted_and_none_is_none()
    {
        var own = Own(0.5, 0.5, 0.5);
        var damaged = own with
        {
            ItemPaths = new Dictionary<string, string> { ["B"] = _folder.WriteText("B.items.jsonl", "{\"task\": \"B\", \"ver") },
        };
        var report = ModelRank.Of(Table(("a", [0.5, 0.5, 0.4])), s_columns, own, onlyCommon: false, new BootstrapOptions(1));

        var noted = await ItemUncertainties.AddAsync(report, s_columns, damaged, 1, TestContext.Current.CancellationToken);
        var none = await ItemUncertainties.AddAsync(report, s_columns, own, 1, TestContext.Current.CancellationToken);

        Assert.Null(noted.ByItems);
        Assert.StartsWith("the items of 'B' give no bounds", Assert.Single(noted.Notes));
        Assert.Null(none.ByItems);
        Assert.Empty(none.Notes);
    }

    private async Task<string> ItemsAsync(params double[] values)
    {
        var path = _folder.At("B.items.jsonl");
        var rows = Enumerable.Range(0, 100).Select(i => new ItemRow(
            "test", "default", $"q{i}", $"q{i}", new Dictionary<string, double> { ["ndcg_at_10"] = values[i % values.Length] }));
        await new ItemFile(new ItemHeader("B"), [.. rows]).WriteAsync(path);
        return path;
    }

    private static RankReport Rank(PublishedScores table, params double?[] scores) => Rank(table, onlyCommon: false, scores);

    private static RankReport Rank(PublishedScores table, bool onlyCommon, params double?[] scores) =>
        ModelRank.Of(table, s_columns, Own(scores[0], scores[1], scores[2]), onlyCommon, new BootstrapOptions(1));

    private static PublishedScores Table(params (string Model, double?[] Scores)[] models) => new()
    {
        Benchmark = "bench",
        Description = "d",
        Source = "s",
        Date = "2026-08",
        Tasks = ["A", "B", "C"],
        Models = [.. models.Select(model => new PublishedModel(model.Model, model.Scores))],
    };

    /// <param name="renamed">A task whose file has another metric.</param>
    private static ResultSet Own(double? a, double? b, double? c, params (string Task, string Metric)[] renamed) => new()
    {
        Folder = "/",
        Model = "org/own",
        Revision = "1",
        Documents = s_columns.Zip([a, b, c]).Where(item => item.Second is not null).ToDictionary(
            item => item.First.Task,
            item => new TaskResult
            {
                DatasetRevision = "r",
                TaskName = item.First.Task,
                Splits =
                [
                    .. item.First.Parts.Select(part => new SplitResult(part.Split,
                    [
                        new SubsetResult(
                        [
                            new(renamed.FirstOrDefault(one => one.Task == item.First.Task).Metric ?? item.First.Metric, item.Second!.Value),
                            new("main_score", item.Second!.Value),
                        ]),
                    ])),
                ],
            }),
    };
}
