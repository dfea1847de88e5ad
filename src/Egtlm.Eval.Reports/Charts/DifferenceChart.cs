using Egtlm.Eval.Reports.Comparisons;
using ScottPlot;

namespace Egtlm.Eval.Reports.Charts;

/// <summary>A model's difference to the reference on every task with scores: a forest plot.</summary>
public static class DifferenceChart
{
    private const double ValueWidth = 62;
    private const double IntervalWidth = 138;

    /// <param name="model">Not 0, which is the reference.</param>
    public static Chart Of(Comparison comparison, int model)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(model, 1);
        var (name, reference) = (comparison.Models[model], comparison.Models[0]);
        var tasks = comparison.Tasks.Index().Where(task => !task.Item.IsGeneration).ToArray();
        DifferenceRow[] all = [.. tasks
            .Select(task => new DifferenceRow(task.Item, task.Index, task.Item.Differences[model]!))
            .Where(row => row.Difference.Value is { } value && double.IsFinite(value))];
        DifferenceRow[] rows = [.. all
            .OrderByDescending(row => Math.Abs(row.Value)).Take(ChartRows.Limit)
            .OrderByDescending(row => row.Value)];
        var canvas = new ChartCanvas(
            $"{TextWidth.Shorten(name, 300, 14, true)} against {TextWidth.Shorten(reference, 300, 14, true)}",
            FormattableString.Invariant($"model {model + 1} against model 1"));
        var tally = comparison.TallyOf(model, ofGeneration: false);
        var top = ChartLegend.Draw(canvas, [.. Legend(tally)], ChartCanvas.Top);
        var layout = new ChartRows(
            [.. rows.Select(row => new ChartRow(row.Task.Name, DumbbellChart.TaskId(row.Index)))],
            top + (rows.Length > 20 ? 18 : 4));
        var bottom = Draw(canvas, layout, rows);
        string[] notes = [.. ChartRows.LeftOut(all.Length), .. Missing(tasks.Length - all.Length), .. Holm(rows)];
        return canvas.Chart(bottom, Description(name, reference, tally, rows), notes);
    }

    /// <summary>Filled and round, filled and square, or hollow: told apart in grey too.</summary>
    internal static ChartMark MarkOf(DifferenceMark mark) => mark switch
    {
        DifferenceMark.Better => new ChartMark(MarkerShape.FilledCircle, ChartColors.Better),
        DifferenceMark.Worse => new ChartMark(MarkerShape.FilledSquare, ChartColors.Worse),
        DifferenceMark.WithinNoise => new ChartMark(MarkerShape.FilledCircle, ChartColors.Noise, IsHollow: true),
        DifferenceMark.Unknown => new ChartMark(MarkerShape.FilledDiamond, ChartColors.Noise, IsHollow: true),
    };

    private static IEnumerable<LegendEntry> Legend(Tally tally)
    {
        LegendEntry Entry(DifferenceMark mark, string name, int count) =>
            new(MarkOf(mark), FormattableString.Invariant($"{count} {name}"), null);
        yield return Entry(DifferenceMark.Better, "better", tally.Better);
        yield return Entry(DifferenceMark.WithinNoise, "within noise", tally.WithinNoise);
        yield return Entry(DifferenceMark.Worse, "worse", tally.Worse);
        if (tally.Unknown > 0)
        {
            yield return Entry(DifferenceMark.Unknown, "without an interval", tally.Unknown);
        }
    }

    private static IEnumerable<string> Missing(int count)
    {
        if (count > 0)
        {
            yield return FormattableString.Invariant($"not drawn for want of comparable scores: {count}");
        }
    }

    private static IEnumerable<string> Holm(DifferenceRow[] rows)
    {
        if (rows.Any(row => row.Difference.Mark == DifferenceMark.WithinNoise
            && row.Bounds is { Lower: > 0 } or { Upper: < 0 }))
        {
            yield return "intervals are of one task each; better and worse hold after Holm's correction over all tasks";
        }
    }

    private static double Draw(ChartCanvas canvas, ChartRows layout, DifferenceRow[] rows)
    {
        var right = canvas.Width - ChartCanvas.Edge - ValueWidth - IntervalWidth - 10;
        var scale = ScaleOf(rows, layout.Left + 8, right);
        layout.DrawLabels(canvas, right);
        var caption = rows.All(row => row.Task.HigherIsBetter)
            ? "← worse · difference, 90 % interval · better →"
            : "difference, 90 % interval";
        var bottom = layout.DrawAxis(canvas, scale, caption, isSigned: true);
        canvas.Line(scale.At(0), layout.Top, scale.At(0), layout.Bottom, ChartColors.Muted, 1.5);
        for (var i = 0; i < rows.Length; i++)
        {
            Draw(canvas, layout, i, rows[i], scale);
        }

        return bottom;
    }

    private static void Draw(ChartCanvas canvas, ChartRows layout, int i, DifferenceRow row, LinearScale scale)
    {
        var (mark, y) = (MarkOf(row.Difference.Mark), layout.Y(i));
        if (row.Bounds is var (lower, upper))
        {
            var (left, right) = (scale.Clamped(lower), scale.Clamped(upper));
            canvas.Line(left, y, right, y, mark.Color, 2);
            canvas.Text(
                canvas.Width - ChartCanvas.Edge, layout.TextY(i), $"[{Number(lower)}, {Number(upper)}]", TextAnchor.End,
                color: ChartColors.Muted, size: 11);
        }

        if (row.Low < scale.Min)
        {
            Arrow(canvas, scale.From, 1, y, mark.Color);
        }

        if (row.High > scale.Max)
        {
            Arrow(canvas, scale.To, -1, y, mark.Color);
        }

        if (row.Value >= scale.Min && row.Value <= scale.Max)
        {
            canvas.Mark(scale.At(row.Value), y, mark);
        }

        canvas.Text(
            canvas.Width - ChartCanvas.Edge - IntervalWidth, layout.TextY(i), Number(row.Value), TextAnchor.End,
            color: mark.Color, isBold: row.Difference.Mark is DifferenceMark.Better or DifferenceMark.Worse);
    }

    private static void Arrow(ChartCanvas canvas, double tip, int inwards, double y, ChartColor color)
    {
        canvas.Line(tip, y, tip + inwards * 14, y, color, 2);
        canvas.Path([(tip + inwards * 5, y - 4), (tip, y), (tip + inwards * 5, y + 4)], color, 2);
    }

    /// <summary>Wide enough for most rows; a few that are far wider end in arrows.</summary>
    private static LinearScale ScaleOf(DifferenceRow[] rows, double from, double to)
    {
        double[] extents = [.. rows.Select(row => row.Extent).Where(double.IsFinite).Order()];
        var limit = extents.Length == 0 ? 0.01 : Math.Min(extents[^1], 3 * extents[(extents.Length - 1) * 3 / 4]);
        return LinearScale.Over(
            [0, .. rows.SelectMany(row => (double[])[row.Low, row.High]).Select(end => Math.Clamp(end, -limit, limit))],
            from, to);
    }

    private static string Number(double value) => double.IsInfinity(value)
        ? value > 0 ? "+∞" : "−∞"
        : LinearScale.Number(value, 4, isSigned: true);

    private static string Description(string name, string reference, Tally tally, DifferenceRow[] rows)
    {
        var text = $"Differences of {name} to {reference} on {rows.Length} tasks: {tally.Better} better, "
            + $"{tally.WithinNoise} within noise, {tally.Worse} worse.";
        return rows is []
            ? text
            : $"{text} From {Number(rows[^1].Value)} on {rows[^1].Task.Name} to {Number(rows[0].Value)} on "
                + $"{rows[0].Task.Name}.";
    }
}
