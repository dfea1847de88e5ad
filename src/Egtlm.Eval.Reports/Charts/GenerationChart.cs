using Egtlm.Eval.Reports.Comparisons;

namespace Egtlm.Eval.Reports.Charts;

/// <summary>The generating half: each task on a scale of its own, with the reference in the middle.</summary>
/// <remarks>Nats, bits and shares have no common axis. Right is better; hollow is within noise.</remarks>
public static class GenerationChart
{
    // A change of 1 % of the reference does not fill a row.
    private const double LeastRange = 0.01;
    private const double NumberWidth = 62;

    /// <returns>Null where there is no such task, or only one model.</returns>
    public static Chart? Of(Comparison comparison)
    {
        var models = Math.Min(comparison.Models.Count, SeriesMarks.Limit);
        var all = comparison.Tasks.Index().Where(task => task.Item.IsGeneration).ToArray();
        var tasks = all.Where(task => IsFinite(task.Item.Scores[0])).Take(ChartRows.Limit).ToArray();
        if (tasks.Length == 0 || models < 2)
        {
            return null;
        }

        var canvas = new ChartCanvas($"Generation against {comparison.Models[0]}", "generation against model 1");
        var legend = SeriesMarks.Legend(comparison.Models, "model").Skip(1).ToArray();
        var top = ChartLegend.Draw(canvas, legend, ChartCanvas.Top) + 22;
        var layout = new ChartRows([.. tasks.Select(task => RowOf(task.Item, task.Index))], top);
        var right = canvas.Width - ChartCanvas.Edge - 3 * NumberWidth - 8;
        var scale = new LinearScale(-1, 1, layout.Left + 8, right);
        Heading(canvas, layout, scale);
        foreach (var (i, task) in tasks.Select(task => task.Item).Index())
        {
            Draw(canvas, layout, i, task, models, scale);
        }

        return canvas.Chart(
            layout.Bottom,
            FormattableString.Invariant(
                $"Dot plot: {models - 1} models against {comparison.Models[0]} on {tasks.Length} generation tasks."),
            [
                "each row has a scale of its own; hollow: within noise or without an interval",
                .. SeriesMarks.LeftOut(comparison.Models),
                .. ChartRows.LeftOut(tasks.Length == ChartRows.Limit ? all.Length : 0),
            ]);
    }

    private static ChartRow RowOf(ComparedTask task, int index) => new(
        $"{task.Name} · {task.Metric}", $"{DumbbellChart.TaskId(index)}, {task.Metric}");

    private static void Heading(ChartCanvas canvas, ChartRows layout, LinearScale scale)
    {
        void Column(double x, string text, TextAnchor anchor) =>
            canvas.Text(x, layout.Top - 6, text, anchor, color: ChartColors.Muted, size: 11);
        layout.DrawLabels(canvas, scale.To);
        canvas.Line(scale.At(0), layout.Top, scale.At(0), layout.Bottom, ChartColors.Muted, 1.5);
        Column(scale.From, "← worse", TextAnchor.Start);
        Column(scale.At(0), "reference", TextAnchor.Middle);
        Column(scale.To, "better →", TextAnchor.End);
        var right = canvas.Width - ChartCanvas.Edge;
        Column(right - 2 * NumberWidth, "reference", TextAnchor.End);
        Column(right - NumberWidth, "worst", TextAnchor.End);
        Column(right, "best", TextAnchor.End);
    }

    private static void Draw(
        ChartCanvas canvas, ChartRows layout, int row, ComparedTask task, int models, LinearScale scale)
    {
        var reference = task.Scores[0]!.Value; // not null: chosen by it
        (int Model, double Gain)[] gains = [.. Enumerable.Range(1, models - 1)
            .Where(model => IsFinite(task.Scores[model]) && task.Differences[model]?.Value is not null)
            .Select(model => (model, (task.Scores[model]!.Value - reference) * (task.HigherIsBetter ? 1 : -1)))
            .OrderBy(one => one.Item2)];
        var range = gains.Select(one => Math.Abs(one.Gain)).Append(Math.Abs(reference) * LeastRange).Max();
        double X(double gain) => scale.At(range > 0 ? gain / range * 0.96 : 0);
        var offsets = DotOffsets.Of([.. gains.Select(one => X(one.Gain))]);
        foreach (var ((model, gain), offset) in gains.Zip(offsets))
        {
            var isFound = task.Differences[model]!.Mark is DifferenceMark.Better or DifferenceMark.Worse;
            var mark = SeriesMarks.Of(model) with { IsHollow = !isFound };
            canvas.Mark(X(gain), layout.Y(row) + offset, mark);
        }

        var right = canvas.Width - ChartCanvas.Edge;
        void Number(double x, double value) => canvas.Text(
            x, layout.TextY(row), LinearScale.Number(value, 4), TextAnchor.End, color: ChartColors.Muted, size: 11);
        Number(right - 2 * NumberWidth, reference);
        if (gains.Length > 0)
        {
            Number(right - NumberWidth, task.Scores[gains[0].Model]!.Value);
            Number(right, task.Scores[gains[^1].Model]!.Value);
        }
    }

    private static bool IsFinite(double? score) => score is { } value && double.IsFinite(value);
}
