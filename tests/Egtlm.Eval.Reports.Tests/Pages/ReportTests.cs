using Egtlm.Eval.Reports.Pages;
using Egtlm.Eval.Reports.Tests.Comparisons;
using Egtlm.Eval.Reports.Tests.Gates;
using Egtlm.Eval.Results;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Pages;

public sealed class ReportTests
{
    [Fact]
    public async Task Two_hundred_folders_make_one_readable_page()
    {
        var report = await ReportAsync([.. Enumerable.Range(0, 200).Select(i => ComparisonScene.Model(
            FormattableString.Invariant($"org/model-{i}"),
            FormattableString.Invariant($"SampleSTS en={0.3 + (i / 1000.0)} zh=0.5"),
            "SampleRetrieval en=0.5 zh=0.5", "GenregText zh=2 en=2"))]);

        var page = HtmlWriter.Write(report.Title, report.MadeBy, ReportSections.Of(report));

        Assert.InRange(page.Length, 10_000, 1_500_000);
        Assert.Equal("199 models against model-0", report.Title);
        Assert.Equal([0, 193, 194, 195, 196, 197, 198, 199], report.Shown);
        Assert.Contains("model-57", page, StringComparison.Ordinal);
        Assert.Contains("wide tables and charts show 8 of 200 models", page, StringComparison.Ordinal);
        Assert.Contains("model-57", ReportDocument.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_model_is_a_report_too()
    {
        var report = await ReportAsync([ComparisonScene.Model("org/one", "SampleSTS en=0.5 zh=NaN", "GenregText zh=2 en=2")]);

        var sections = ReportSections.Of(report);

        Assert.Equal(["summary", "scores", "generation", "cost", "protocol"], sections.Select(one => one.Id));
        Assert.Contains("nothing to compare it with", HtmlWriter.Write("t", "m", sections), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trend_shows_what_was_forgotten()
    {
        var report = await ReportAsync(
            [.. ((string[])["0.5", "0.7", "0.6"]).Select((score, i) => ComparisonScene.Model(
                FormattableString.Invariant($"run/checkpoint-{(i + 1) * 100}"), $"SampleSTS en={score} zh={score}"))],
            isTrend: true);

        var section = ReportSections.Of(report).Single(one => one.Id == "trend");

        var table = Assert.Single(section.Blocks.OfType<Block.Table>());
        Assert.Equal(
            ["SampleSTS", "cosine_spearman", "-0.2000", "+0.1000"], table.Rows[0].Select(cell => cell.Text));
        Assert.Contains("\"SampleSTS\": [", ReportDocument.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fence_is_longer_than_what_it_holds()
    {
        var text = MarkdownWriter.Write("a*b", "m",
            [new Section("x", "X", [new Block.Verbatim("```\ncode\n```"), new Block.Paragraph("<script>")])],
            new Dictionary<string, string>());

        Assert.Contains("# a\\*b", text, StringComparison.Ordinal);
        Assert.Contains("````\n```\ncode\n```\n````", text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", text, StringComparison.Ordinal);
    }

    private static Task<Report> ReportAsync(ResultSet[] sets, bool isTrend = false) => ReportRun.OfAsync(
        sets, GateScene.Catalog, new ReportOptions([], null, isTrend, 1, []), TimeProvider.System,
        TestContext.Current.CancellationToken);
}
