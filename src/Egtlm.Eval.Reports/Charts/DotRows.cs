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
        var canvas = new ChartCanvas(title, "scores");
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
        foreach (var (dot, offset) in dots.Zip(DotOffsets.Of([.. dots.Select(dot => scale.At(dot.Value))])).Reverse())
        {
            canvas.Mark(scale.At(dot.Value), y + offset, SeriesMarks.Of(dot.Series));
        }

        Number(canvas, right + Gap, layout.TextY(row), dots[^1].Value, TextAnchor.Start);
        if (right - left > 1)
        {
            Number(canvas, left - Gap, layout.TextY(row), lowest.Value, TextAnchor.End);
        }
    }

    private static void Number(ChartCanvas canvas, double x, double y, double value, TextAnchor anchor)
    {
        var text = LinearScale.Number(value, 3);
        var width = TextWidth.Of(text, 11);
        var left = anchor == TextAnchor.Start ? x : x - width;
        canvas.Band(left - 2, y - 10, left + width + 2, y + 2, ChartColors.Surface);
        canvas.Text(x, y, text, anchor, color: ChartColors.Muted, size: 11);
    }
}
