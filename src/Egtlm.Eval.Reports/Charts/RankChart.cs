using ScottPlot;

namespace Egtlm.Eval.Reports.Charts;

/// <param name="Rank">From 1; null for a model that is not counted.</param>
/// <param name="IsOwn">The model whose rank is asked for.</param>
/// <param name="Lower">Bounds of its score; null for none.</param>
public sealed record RankPoint(
    int? Rank, string Model, double Score, bool IsOwn, double? Lower = null, double? Upper = null);

/// <summary>A model among its neighbours on a table of published scores.</summary>
public static class RankChart
{
    /// <param name="points">Best first.</param>
    /// <param name="caption">What the score is, such as <c>mean of 31 tasks</c>.</param>
    public static Chart Of(string title, IReadOnlyList<RankPoint> points, string caption)
    {
        RankPoint[] rows = [.. points.Where(point => double.IsFinite(point.Score)).Take(ChartRows.Limit)];
        var canvas = new ChartCanvas(title, "rank");
        var layout = new ChartRows(
            [.. rows.Select((row, i) => RowOf(row, i))],
            ChartCanvas.Top + 8);
        var right = canvas.Width - ChartCanvas.Edge - 62;
        var scale = LinearScale.Over(
            rows.SelectMany(row => (double[])[row.Score, row.Lower ?? row.Score, row.Upper ?? row.Score]),
            layout.Left + 8, right);
        foreach (var own in rows.Where(row => row is { IsOwn: true, Lower: not null, Upper: not null }))
        {
            canvas.Band(
                scale.Clamped(own.Lower!.Value), layout.Top, scale.Clamped(own.Upper!.Value), layout.Bottom,
                ChartColors.Band);
        }

        layout.DrawLabels(canvas, right);
        var bottom = layout.DrawAxis(canvas, scale, caption);
        for (var i = 0; i < rows.Length; i++)
        {
            Draw(canvas, layout, i, rows[i], scale);
        }

        return canvas.Chart(bottom, Description(rows), [.. ChartRows.LeftOut(points.Count)]);
    }

    private static ChartRow RowOf(RankPoint row, int i) =>
        new(Label(row, row.Model), Label(row, FormattableString.Invariant($"model {i + 1}")), IsBold: row.IsOwn);

    private static string Description(RankPoint[] rows) => rows.FirstOrDefault(row => row.IsOwn) is { } own
        ? FormattableString.Invariant($"Dot plot: {own.Model} with {own.Score:F4} among {rows.Length - 1} others.")
        : FormattableString.Invariant($"Dot plot: the scores of {rows.Length} models.");

    private static void Draw(ChartCanvas canvas, ChartRows layout, int i, RankPoint row, LinearScale scale)
    {
        var (y, color) = (layout.Y(i), row.IsOwn ? ChartColors.Better : ChartColors.Noise);
        if (row is { Lower: { } lower, Upper: { } upper })
        {
            canvas.Line(scale.Clamped(lower), y, scale.Clamped(upper), y, color, 2);
        }

        canvas.Mark(
            scale.At(row.Score), y, new ChartMark(MarkerShape.FilledCircle, color, !row.IsOwn, row.IsOwn ? 11 : 8));
        canvas.Text(
            canvas.Width - ChartCanvas.Edge, layout.TextY(i), LinearScale.Number(row.Score, 4), TextAnchor.End,
            color: row.IsOwn ? null : ChartColors.Muted, isBold: row.IsOwn);
    }

    private static string Label(RankPoint row, string name) =>
        row.Rank is { } rank ? FormattableString.Invariant($"{rank}. {name}") : name;
}
