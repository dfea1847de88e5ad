using System.Globalization;

namespace Egtlm.Eval.Reports.Charts;

/// <param name="Values">One per step; null or no number: a gap.</param>
public sealed record TrendSeries(string Name, IReadOnlyList<double?> Values);

/// <summary>Lines over the steps of a training, each named at its end.</summary>
public static class TrendChart
{
    private const double Height = 220;
    private const double LabelLimit = 150;
    private const double LabelStep = 15;

    /// <param name="steps">Of each checkpoint, in any order.</param>
    /// <param name="series">Of one unit; those after the eighth are left out.</param>
    /// <param name="unit">Of the values, such as <c>bits per byte</c>.</param>
    /// <exception cref="ArgumentException">A series has more or fewer values than there are steps.</exception>
    public static Chart Of(
        string title, IReadOnlyList<double> steps, IReadOnlyList<TrendSeries> series, string unit, int width = 560)
    {
        if (series.Any(one => one.Values.Count != steps.Count))
        {
            throw new ArgumentException("every series has one value per step", nameof(series));
        }

        int[] order = [.. Enumerable.Range(0, steps.Count).OrderBy(i => steps[i])];
        Line[] lines = [.. series.Take(SeriesMarks.Limit).Select((one, i) => Line.Of(one, i, order, steps))];
        var canvas = new ChartCanvas(title, "trend", width);
        canvas.Text(ChartCanvas.Edge, ChartCanvas.Top + 10, unit, TextAnchor.Start, color: ChartColors.Muted, size: 11);
        var (top, bottom) = (ChartCanvas.Top + 22, ChartCanvas.Top + 22 + Height);
        var room = lines.Select(line => Math.Min(LabelLimit, TextWidth.Of(line.Name, 12))).DefaultIfEmpty(0).Max();
        var y = LinearScale.Over(lines.SelectMany(line => line.Points).Select(point => point.Value), bottom, top, 5);
        var left = ChartCanvas.Edge + 10 + y.Ticks().Select(tick => TextWidth.Of(y.Format(tick), 11)).Max();
        var x = LinearScale.Over(steps, left, width - ChartCanvas.Edge - room - 24);
        Axes(canvas, x, y, [.. order.Select(i => steps[i]).Where(double.IsFinite).Distinct()]);
        foreach (var line in lines.Reverse())
        {
            Draw(canvas, line, x, y);
        }

        Names(canvas, lines, y, x.To + 12, bottom);
        var text = $"Line chart: {lines.Length} series over {steps.Count} checkpoints, in {unit}.";
        return canvas.Chart(bottom + 34, text, [.. SeriesMarks.LeftOut([.. series.Select(one => one.Name)])]);
    }

    private static void Axes(ChartCanvas canvas, LinearScale x, LinearScale y, double[] steps)
    {
        foreach (var tick in y.Ticks())
        {
            canvas.Line(x.From, y.At(tick), x.To, y.At(tick), ChartColors.Grid);
            canvas.Text(
                x.From - 6, y.At(tick) + 4, y.Format(tick), TextAnchor.End, color: ChartColors.Muted, size: 11);
        }

        var free = double.NegativeInfinity;
        foreach (var step in steps)
        {
            var (label, at) = (step.ToString("#,0.##", CultureInfo.InvariantCulture), x.At(step));
            var half = TextWidth.Of(label, 11) / 2;
            canvas.Line(at, y.From, at, y.From + 4, ChartColors.Muted);
            if (at - half > free)
            {
                canvas.Text(at, y.From + 17, label, TextAnchor.Middle, color: ChartColors.Muted, size: 11);
                free = at + half + 6;
            }
        }

        canvas.Line(x.From, y.From, x.To, y.From, ChartColors.Muted);
        canvas.Text((x.From + x.To) / 2, y.From + 32, "step", TextAnchor.Middle, color: ChartColors.Muted, size: 11);
    }

    private static void Draw(ChartCanvas canvas, Line line, LinearScale x, LinearScale y)
    {
        var mark = SeriesMarks.Of(line.Series);
        foreach (var (one, next) in line.Points.Zip(line.Points.Skip(1)))
        {
            if (next.Place > one.Place + 1)
            {
                continue;
            }

            canvas.Line(x.At(one.Step), y.At(one.Value), x.At(next.Step), y.At(next.Value), mark.Color, 2);
        }

        foreach (var point in line.Points)
        {
            canvas.Mark(x.At(point.Step), y.At(point.Value), mark with { Size = mark.Size - 1 });
        }
    }

    /// <summary>At the height of the last points, moved apart where they would meet.</summary>
    private static void Names(ChartCanvas canvas, Line[] lines, LinearScale y, double x, double bottom)
    {
        Line[] shown = [.. lines.Where(line => line.Points.Count > 0).OrderBy(line => y.At(line.Points[^1].Value))];
        double[] places = [.. shown.Select(line => y.At(line.Points[^1].Value))];
        for (var i = 1; i < places.Length; i++)
        {
            places[i] = Math.Max(places[i], places[i - 1] + LabelStep);
        }

        for (var i = places.Length - 1; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], bottom - (places.Length - 1 - i) * LabelStep);
            var mark = SeriesMarks.Of(shown[i].Series);
            canvas.Mark(x, places[i], mark with { Size = mark.Size - 1 });
            canvas.Text(
                x + 9, places[i] + 4, shown[i].Name, TextAnchor.Start, LabelLimit,
                id: FormattableString.Invariant($"series {shown[i].Series + 1}"));
        }
    }

    private sealed record Point(int Place, double Step, double Value);

    private sealed record Line(string Name, int Series, IReadOnlyList<Point> Points)
    {
        public static Line Of(TrendSeries series, int index, int[] order, IReadOnlyList<double> steps) => new(
            series.Name,
            index,
            [.. order
                .Select((i, place) => new Point(place, steps[i], series.Values[i] ?? double.NaN))
                .Where(point => double.IsFinite(point.Value) && double.IsFinite(point.Step))]);
    }
}
