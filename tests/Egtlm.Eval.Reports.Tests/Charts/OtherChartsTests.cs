using Egtlm.Eval.Reports.Charts;
using Egtlm.Eval.Reports.Comparisons;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Charts;

public sealed class OtherChartsTests
{
    [Fact]
    public void A_trend_has_a_gap_where_there_is_no_number()
    {
        var chart = TrendChart.Of(
            "STS", [3000, 1000, 2000, 4000], [new TrendSeries("模型", [double.NaN, 0.1, 0.2, 0.4])], "cosine");
        var lines = ChartScene.Svg(chart).Elements()
            .Count(element => element.Attribute("stroke")?.Value == ChartColors.Series[0].Css);

        Assert.Equal(1, lines); // 1000 to 2000
        Assert.Equal(4, ChartScene.Shapes(ChartScene.Svg(chart), "ellipse", ChartColors.Series[0])); // 3 and the name's
        Assert.Contains("4,000", ChartScene.Texts(chart));
        Assert.Contains("cosine", ChartScene.Texts(chart));
    }

    [Fact]
    public void Names_of_a_trend_that_end_together_are_moved_apart()
    {
        TrendSeries[] series =
            [.. Enumerable.Range(1, 8).Select(i => new TrendSeries($"series-{i}", [0.1, 0.5 + i * 1e-4]))];

        var chart = TrendChart.Of("Scores", [1, 2], series, "score");

        Assert.Empty(ChartScene.Collisions(chart));
    }

    [Fact]
    public void A_trend_of_one_checkpoint_and_of_none_are_charts()
    {
        Assert.Equal(314, TrendChart.Of("t", [5], [new TrendSeries("a", [0.5])], "score").Height);
        Assert.Equal(314, TrendChart.Of("t", [], [], "score").Height);
        Assert.Throws<ArgumentException>(() => TrendChart.Of("t", [1], [new TrendSeries("a", [])], "score"));
    }

    [Fact]
    public void A_rank_shows_the_neighbours_within_the_models_interval()
    {
        var chart = RankChart.Of(
            "Rank on cmteb",
            [new(1, "a/big", 0.7, false), new(2, "own", 0.65, true, 0.6, 0.68), new(3, "b/\"small\"", 0.62, false)],
            "mean of 31 tasks");
        var svg = ChartScene.Svg(chart);

        Assert.Equal(1, ChartScene.Shapes(svg, "rect", ChartColors.Band));
        Assert.Equal(1, ChartScene.Shapes(svg, "ellipse", ChartColors.Better));
        Assert.Equal(2, ChartScene.Shapes(svg, "ellipse", ChartColors.Surface));
        Assert.Equal(
            ["Rank on cmteb", "1. a/big", "2. own", "3. b/\"small\""], ChartScene.Texts(chart).Take(4));
        Assert.Empty(ChartScene.Collisions(chart));
    }

    [Fact]
    public void Types_have_a_row_each_with_the_means_below()
    {
        ComparedMean Mean(string name, int tasks, params double?[] scores) => new("b", name, tasks, 3, scores, [null, null]);
        var comparison = ChartScene.Of(["base", "joint"]) with
        {
            Means = [Mean("STS", 3, 0.5, 0.6), Mean(ComparedMean.OverTypes, 2, 0.4, 0.5)],
        };

        var chart = TypeChart.Of(comparison, "b")!;

        Assert.Equal(
            ["Means of b", "base", "joint", "STS", "mean of types (2 of 3)"], ChartScene.Texts(chart).Take(5));
        Assert.Equal(["means of fewer tasks than the benchmark has are not its own"], chart.Notes);
        Assert.Null(TypeChart.Of(comparison, "other"));
    }

    [Fact]
    public void In_generation_right_is_better_whatever_the_metric()
    {
        var chart = GenerationChart.Of(ChartScene.Of(
            ["base", "joint"],
            ChartScene.Task("GenregText", null, Comparison.Generation, "bits_per_byte", false, 2.0, 1.5),
            ChartScene.Task("GenregChoice", null, Comparison.Generation, "margin", true, -1.0, -2.0),
            ChartScene.Task("GenregAnswers", null, Comparison.Generation, "f1", true, null, 0.5),
            ChartScene.Task("GenregIsolation", null, Comparison.Generation, "equal", true, 0.0, 0.0)))!;
        double[] places = [.. ChartScene.Svg(chart).Elements()
            .Where(element => element.Attribute("fill")?.Value == ChartColors.Series[1].Css)
            .Skip(1) // the legend
            .Select(element => (double)element.Attribute("x")!)];

        Assert.Equal(3, places.Length);
        Assert.True(places[0] > places[2] && places[1] < places[2]);
        Assert.Contains("GenregText · bits_per_byte", ChartScene.Texts(chart));
        Assert.Contains("1.5000", ChartScene.Texts(chart));
        Assert.Empty(ChartScene.Collisions(chart));
        Assert.Null(GenerationChart.Of(ChartScene.Of(["base", "joint"], ChartScene.Task("a"))));
    }
}
