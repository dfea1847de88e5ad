using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Reports.Tests.Gates;
using Egtlm.Eval.Reports.Trends;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Trends;

public sealed class ForgettingReportTests : IDisposable
{
    private readonly ResultScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Loss_is_against_the_best_before_in_the_direction_of_the_metric()
    {
        Write("a", "GenregChoice", ("margin", 0.5), ("acc", 0.75));
        Write("b", "GenregChoice", ("margin", 1.5), ("acc", 0.5));
        Write("c", "GenregChoice", ("margin", 1.0), ("acc", 0.875));
        Write("a", "GenregText", ("bits_per_byte", 2.5), ("nll_per_token", 4));
        Write("b", "GenregText", ("bits_per_byte", 2.0), ("nll_per_token", 3));
        Write("c", "GenregText", ("bits_per_byte", 2.25), ("nll_per_token", 2));
        Write("a", "SampleSTS", ("cosine_spearman", 0.25));
        Write("b", "SampleSTS", ("cosine_spearman", 0.5));
        Write("c", "SampleSTS", ("cosine_spearman", 0.375));

        var report = await ReportAsync("a", "b", "c");

        Assert.Equal(
            [
                "SampleSTS cosine_spearman higher: , -0.25, 0.125; best 1",
                "GenregChoice margin higher: , -1, 0.5; best 1",
                "GenregChoice acc higher: , 0.25, -0.125; best 0",
                "GenregText nll_per_token lower: , -1, -1; best 1",
                "GenregText bits_per_byte lower: , -0.5, 0.25; best 1",
            ],
            report.Rows.Select(Text));
        Assert.Empty(report.Notes);
    }

    [Fact]
    public async Task Length_has_no_better_and_text_scores_are_left_out()
    {
        Write("a", "GenregDegeneration", ("degenerate", 0), ("length", 8), ("has_end", double.NaN));
        Write("b", "GenregDegeneration", ("degenerate", 0.25), ("length", 9), ("has_end", 1));

        var report = await ReportAsync("a", "b");

        Assert.Equal(
            ["GenregDegeneration degenerate lower: , 0.25; best 0", "GenregDegeneration has_end higher: , ; best "],
            report.Rows.Select(Text));
    }

    [Fact]
    public async Task Checkpoints_without_the_same_work_are_left_out_with_the_reason()
    {
        Write("a", "SampleSTS", ("cosine_spearman", 0.5));
        _scene.Side("b");
        WriteTo("c", "SampleSTS", "r2", "default", ("cosine_spearman", 0.125));
        WriteTo("d", "SampleSTS", "r1", "zh", ("cosine_spearman", 0.125));
        Write("e", "SampleSTS", ("cosine_spearman", 0.375));

        var report = await ReportAsync("a", "b", "c", "d", "e");

        Assert.Equal(["SampleSTS cosine_spearman higher: , , , , 0.125; best 0"], report.Rows.Select(Text));
        Assert.Equal(
            ["it was not scored", "it was scored on revision 'r2', others on 'r1'", "it was scored on other splits or subsets"],
            report.Notes.Select(note => note.Split(" is left out: ")[1]));
    }

    private async Task<ForgettingReport> ReportAsync(params string[] sides)
    {
        List<GateSide> opened = [];
        foreach (var side in sides)
        {
            opened.Add(await _scene.OpenAsync(side));
        }

        return await ForgettingReport.OfAsync(opened, GateScene.Catalog, TestContext.Current.CancellationToken);
    }

    private static string Text(ForgettingRow row) => FormattableString.Invariant(
        $"{row.Task} {row.Metric} {(row.HigherIsBetter ? "higher" : "lower")}: ")
        + string.Join(", ", row.Lost.Select(lost => FormattableString.Invariant($"{lost}")))
        + FormattableString.Invariant($"; best {row.BestEarlier}");

    private void Write(string side, string task, params (string Name, double Value)[] scores) =>
        WriteTo(side, task, "r1", "default", scores);

    private void WriteTo(
        string side, string task, string revision, string subset, params (string Name, double Value)[] scores)
    {
        Scores values = [.. scores.Select(score => KeyValuePair.Create(score.Name, (ScoreValue)score.Value))];
        values.Add("main_score", scores[0].Value);
        values.Add("hf_subset", new ScoreValue.Text(subset));
        values.Add("languages", new ScoreValue.List([]));
        var document = new TaskResult
        {
            DatasetRevision = revision,
            TaskName = task,
            Splits = [new SplitResult("test", [new SubsetResult(values)])],
        };
        File.WriteAllBytes(Path.Combine(_scene.Side(side), task + ".json"), TaskResultDocument.ToBytes(document));
    }
}
