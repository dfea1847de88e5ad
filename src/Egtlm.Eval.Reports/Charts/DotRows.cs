namespace Egtlm.Eval.Reports.Charts;

/// <param name="Scores">Of each model; null or no number: no dot.</param>
internal sealed record DotRow(ChartRow Label, IReadOnlyList<double?> Scores);

/// <summary>A dot per model on each row, and a line from the lowest to the highest.</summary>
internal static class DotRows
{
    // Between the ends of a line and their numbers, and room for a number.
    private const double Gap = 9;
    private const double NumberRoom = 44;

    public static Chart Of(
        string title,
        IReadOnlyList<string> models,
        IReadOnlyList<DotRow> rows,
        string caption,
        string description,
        IEnumerable<string> notes)
    {
        var canvas = new ChartCanvas(title, id: null);
        var top = ChartLegend.Draw(canvas, SeriesMarks.Legend(models, "model"), ChartCanvas.Top);
        DotRow[] drawn = [.. rows.Take(ChartRows.Limit)];
        var layout = new ChartRows([.. drawn.Select(row => row.Label)], top + (drawn.Length > 20 ? 18 : 4));
        double?[][] scores = [.. drawn.Select(row => row.Scores.Take(SeriesMarks.Limit).ToArray())];
        var right = canvas.Width - ChartCanvas.Edge - NumberRoom;
        var scale = LinearScale.Over(
            scores.SelectMany(row => row).OfType<double>(), layout.Left + NumberRoom, right);
        layout.DrawLabels(canvas, canvas.Width - ChartCanvas.Edge);
        var bottom = layout.DrawAxis(canvas, scale, caption);
        for (var i = 0; i < drawn.Length; i++)
        {
            Draw(canvas, layout, i, scores[i], scale);
        }

        return canvas.Chart(
            bottom,
            description,
            [.. notes, .. SeriesMarks.LeftOut(models), .. ChartRows.LeftOut(rows.Count)]);
    }

    private static void Draw(
        ChartCanvas canvas, ChartRows layout, int row, IReadOnlyList<double?> scores, LinearScale scale)
    {
        (int Series, double Value)[] dots = [.. scores.Index()
            .Where(one => one.Item is { } score && double.IsFinite(score))
            .Select(one => (one.Index, one.Item!.Value))
            .OrderBy(dot => dot.Value)];
        if (dots is not [var lowest, ..])
        {
            if (!layout.Rows[row].IsHeading)
            {
                canvas.Text(
                    scale.From, layout.TextY(row), "no score", TextAnchor.Start, color: ChartColors.Muted, size: 11);
            }

            return;
        }

        var (left, right, y) = (scale.At(lowest.Value), scale.At(dots[^1].Value), layout.Y(row));
        canvas.Line(left, y, right, y, ChartColors.Muted, 2);
        foreach (var (dot, offset) in dots.Zip(Offsets([.. dots.Select(dot => scale.At(dot.Value))])).Reverse())
        {
            canvas.Mark(scale.At(dot.Value), y + offset, SeriesMarks.Of(dot.Series));
        }

        Number(canvas, right + Gap, layout.TextY(row), dots[^1].Value, TextAnchor.Start);
        if (right - left > 1)
        {
            Number(canvas, left - Gap, layout.TextY(row), lowest.Value, TextAnchor.End);
        }
    }

    private static void Number(ChartCanvas canvas, double x, double y, double value, TextAnchor anchor) =>
        canvas.Text(x, y, LinearScale.Number(value, 3), anchor, color: ChartColors.Muted, size: 11);

    /// <summary>Moves dots that would hide each other up and down.</summary>
    /// <param name="places">Pixels, ascending.</param>
    private static double[] Offsets(double[] places)
    {
        const double Near = 5;
        var offsets = new double[places.Length];
        for (var start = 0; start < places.Length;)
        {
            var end = start + 1;
            while (end < places.Length && places[end] - places[end - 1] < Near)
            {
                end++;
            }

            var step = Math.Min(5, 14.0 / (end - start));
            for (var i = start; i < end; i++)
            {
                offsets[i] = (i - start - (end - start - 1) / 2.0) * step;
            }

            start = end;
        }

        return offsets;
    }
}
