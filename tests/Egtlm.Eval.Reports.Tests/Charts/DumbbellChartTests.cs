using Egtlm.Eval.Reports.Charts;
using Egtlm.Eval.Reports.Comparisons;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Charts;

public sealed class DumbbellChartTests
{
    private static readonly string[] s_two = ["base", "joint"];

    [Fact]
    public void One_task_has_a_dot_per_model_and_the_numbers_at_the_ends()
    {
        var chart = Of(s_two, ChartScene.Task("SampleSTS", scores: [0.25, 0.5]));
        var svg = ChartScene.Svg(chart);

        // One of each in the legend, one in the row.
        Assert.Equal(2, ChartScene.Shapes(svg, "ellipse", ChartColors.Series[0]));
        Assert.Equal(2, ChartScene.Shapes(svg, "rect", ChartColors.Series[1]));
        Assert.Equal(
            ["Scores by task", "base", "joint", "SampleSTS"], ChartScene.Texts(chart).Take(4));
        Assert.Equal(["0.500", "0.250"], ChartScene.Texts(chart).TakeLast(2));
        Assert.Empty(ChartScene.Collisions(chart));
    }

    [Fact]
    public void Dots_are_where_the_axis_says()
    {
        var chart = Of(s_two, ChartScene.Task("t", scores: [0.25, 0.5]));
        var x = ChartScene.Svg(chart).Elements()
            .Where(element => element.Name.LocalName == "ellipse")
            .Select(element => (double)element.Attribute("cx")!).Max();
        double At(string tick) => chart.Texts.Single(text => text.Text == tick).X;

        Assert.Equal(At("0.30") - (At("0.40") - At("0.30")) / 2, x, 0.11);
    }

    [Fact]
    public void A_score_that_is_no_number_has_no_dot()
    {
        var chart = Of(
            s_two,
            ChartScene.Task("one side", scores: [0.25, null]),
            ChartScene.Task("no number", scores: [double.NaN, double.PositiveInfinity]));

        Assert.Equal(["0.250", "no score"], ChartScene.Texts(chart).TakeLast(2));
        Assert.Equal(2, ChartScene.Shapes(ChartScene.Svg(chart), "ellipse", ChartColors.Series[0]));
        Assert.Equal(1, ChartScene.Shapes(ChartScene.Svg(chart), "rect", ChartColors.Series[1]));
    }

    [Fact]
    public void Sixty_tasks_are_grouped_by_type_in_a_taller_chart()
    {
        var tasks = Enumerable.Range(0, 60)
            .Select(i => ChartScene.Task($"task-{i}", type: i % 2 == 0 ? "STS" : "Retrieval", scores: [i / 60.0, 0.5]))
            .ToArray();

        var chart = Of(s_two, tasks);

        var texts = ChartScene.Texts(chart);
        Assert.True(Array.IndexOf(texts, "STS") < Array.IndexOf(texts, "task-58"));
        Assert.True(Array.IndexOf(texts, "task-58") < Array.IndexOf(texts, "Retrieval"));
        Assert.Equal(61, ChartScene.Shapes(ChartScene.Svg(chart), "ellipse", ChartColors.Series[0]));
        Assert.Empty(ChartScene.Collisions(chart));
        Assert.Empty(chart.Notes);
    }

    [Fact]
    public void Of_two_hundred_tasks_a_hundred_rows_are_drawn_and_a_note_says_so()
    {
        var chart = Of(s_two, [.. Enumerable.Range(0, 200).Select(i => ChartScene.Task($"task-{i}"))]);

        Assert.Equal(["not drawn: 100 more rows"], chart.Notes);
        Assert.Contains("not drawn: 100 more rows", ChartScene.Texts(chart));
        Assert.InRange(chart.Height, 2400, 2600);
    }

    [Fact]
    public void Of_ten_models_eight_are_drawn_and_the_others_named()
    {
        string[] models = [.. Enumerable.Range(1, 10).Select(i => $"model-{i}")];

        var chart = Of(models, ChartScene.Task("t", scores: [.. models.Select((_, i) => (double?)i / 10)]));

        Assert.Equal(["not drawn: model-9, model-10"], chart.Notes);
        Assert.Contains("model-8", ChartScene.Texts(chart));
        Assert.Contains("0.700", ChartScene.Texts(chart));
        Assert.DoesNotContain("0.900", ChartScene.Texts(chart));
        Assert.Empty(ChartScene.Collisions(chart));
    }

    [Fact]
    public void Units_are_never_mixed()
    {
        ComparedTask[] tasks =
            [ChartScene.Task("a"), ChartScene.Task("b", type: Comparison.Generation, metric: "bits_per_byte")];

        Assert.Throws<ArgumentException>(() => Of(s_two, tasks));
        Assert.Contains("bits_per_byte", ChartScene.Texts(Of(s_two, tasks[1])));
    }

    [Fact]
    public void No_task_at_all_is_an_empty_chart()
    {
        Assert.Equal(["Scores by task", "base", "joint"], ChartScene.Texts(Of(s_two)).Take(3));
    }

    private static Chart Of(IReadOnlyList<string> models, params ComparedTask[] tasks) =>
        DumbbellChart.Of(ChartScene.Of(models, tasks), tasks);
}
