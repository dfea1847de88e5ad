using System.Globalization;
using System.Xml.Linq;
using Egtlm.Eval.Reports.Charts;
using Egtlm.Eval.Reports.Comparisons;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Charts;

public sealed class DifferenceChartTests
{
    [Fact]
    public void Verdicts_differ_in_colour_and_in_shape()
    {
        var chart = Of(
            ChartScene.Task("noise", ChartScene.Difference(0.01, DifferenceMark.WithinNoise, -0.01, 0.03)),
            ChartScene.Task("worse", ChartScene.Difference(-0.05, DifferenceMark.Worse, -0.08, -0.02)),
            ChartScene.Task("better", ChartScene.Difference(0.1, DifferenceMark.Better, 0.05, 0.15)));
        var svg = ChartScene.Svg(chart);

        Assert.Equal(2, ChartScene.Shapes(svg, "ellipse", ChartColors.Better));
        Assert.Equal(2, ChartScene.Shapes(svg, "rect", ChartColors.Worse));
        Assert.Equal(2, ChartScene.Shapes(svg, "ellipse", ChartColors.Surface));
        Assert.Equal(
            ["joint against base", "1 better", "1 within noise", "1 worse", "better", "noise", "worse"],
            ChartScene.Texts(chart).Take(7));
        Assert.Contains("+0.1000", ChartScene.Texts(chart));
        Assert.Contains("[−0.0800, −0.0200]", ChartScene.Texts(chart));
        Assert.Empty(chart.Notes);
        Assert.Empty(ChartScene.Collisions(chart));
        Assert.Equal(
            "Differences of joint to base on 3 tasks: 1 better, 1 within noise, 1 worse. From −0.0500 on worse to "
            + "+0.1000 on better.",
            chart.Description);
    }

    [Fact]
    public void Bounds_without_end_and_missing_ones_are_drawn_within()
    {
        var chart = Of(
            ChartScene.Task("open", ChartScene.Difference(
                0.01, DifferenceMark.WithinNoise, double.NegativeInfinity, double.PositiveInfinity)),
            ChartScene.Task("none", ChartScene.Difference(0.02, DifferenceMark.Unknown)),
            ChartScene.Task("nan", ChartScene.Difference(0.03, DifferenceMark.Unknown, double.NaN, double.NaN)));

        Assert.Contains("[−∞, +∞]", ChartScene.Texts(chart));
        Assert.Contains("2 without an interval", ChartScene.Texts(chart));
        Assert.Empty(Outside(chart));
    }

    [Fact]
    public void A_far_outlier_ends_in_an_arrow_and_leaves_the_others_readable()
    {
        var usual = Enumerable.Range(1, 9).Select(i => ChartScene.Task(
            $"t{i}", ChartScene.Difference(i * 0.001, DifferenceMark.WithinNoise, -0.01, 0.02)));

        var chart = Of(
            [.. usual, ChartScene.Task("far", ChartScene.Difference(-0.9, DifferenceMark.Worse, -0.95, -0.85))]);

        Assert.Contains("−0.9000", ChartScene.Texts(chart));
        Assert.Contains("−0.06", ChartScene.Texts(chart));
        Assert.DoesNotContain("−0.80", ChartScene.Texts(chart));
        // In the legend only: its place is beyond the edge.
        Assert.Equal(1, ChartScene.Shapes(ChartScene.Svg(chart), "rect", ChartColors.Worse));
        Assert.Empty(Outside(chart));
    }

    [Fact]
    public void Tasks_without_a_difference_and_of_generation_are_left_out()
    {
        var chart = Of(
            ChartScene.Task("a"),
            ChartScene.Task("missing", new ScoreDifference(null)),
            ChartScene.Task("GenregText", type: Comparison.Generation, metric: "bits_per_byte"));

        Assert.Equal(["not drawn for want of comparable scores: 1"], chart.Notes);
        Assert.DoesNotContain("GenregText", ChartScene.Texts(chart));
    }

    [Fact]
    public void A_finding_that_holm_takes_back_is_explained()
    {
        var chart = Of(ChartScene.Task("a", ChartScene.Difference(0.02, DifferenceMark.WithinNoise, 0.01, 0.03)));

        Assert.Equal(
            ["intervals are of one task each; better and worse hold after Holm's correction over all tasks"],
            chart.Notes);
    }

    [Fact]
    public void Of_two_hundred_tasks_the_largest_differences_are_drawn()
    {
        var chart = Of([.. Enumerable.Range(1, 200)
            .Select(i => ChartScene.Task($"t{i}", ChartScene.Difference(i * 0.001, DifferenceMark.Unknown)))]);

        Assert.Equal(["not drawn: 100 more rows"], chart.Notes);
        Assert.Contains("t101", ChartScene.Texts(chart));
        Assert.DoesNotContain("t100", ChartScene.Texts(chart));
        Assert.Empty(ChartScene.Collisions(chart));
    }

    private static Chart Of(params ComparedTask[] tasks) =>
        DifferenceChart.Of(ChartScene.Of(["base", "joint"], tasks), 1);

    /// <summary>Coordinates of lines that are not in the chart.</summary>
    private static IEnumerable<string> Outside(Chart chart) => ChartScene.Svg(chart).Elements()
        .Attributes("d")
        .SelectMany(path => path.Value.Split('M', 'L', 'Z').Where(point => point.Length > 0))
        .Where(point => !(double.Parse(point.Split(' ')[0], CultureInfo.InvariantCulture) is >= 0 and <= 760));
}
