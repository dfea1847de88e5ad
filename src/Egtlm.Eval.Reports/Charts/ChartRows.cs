namespace Egtlm.Eval.Reports.Charts;

/// <param name="Id">ASCII that stands in for the label; null for the chart's own words.</param>
/// <param name="IsHeading">Names the rows below it.</param>
/// <param name="IsBold">Stands out, such as a mean.</param>
internal sealed record ChartRow(string Label, string? Id, bool IsHeading = false, bool IsBold = false);

/// <summary>Rows with labels at the left, and the axis that they share.</summary>
/// <param name="Top">Where the first row begins.</param>
internal sealed record ChartRows(IReadOnlyList<ChartRow> Rows, double Top)
{
    /// <summary>More would be a picture that nobody reads.</summary>
    public const int Limit = 100;

    private const double Height = 24;
    private const double LabelLimit = 250;
    private const double TickSize = 11;

    /// <summary>Where the labels end.</summary>
    public double Left { get; } = ChartCanvas.Edge + 14
        + Rows.Select(row => Math.Min(LabelLimit, TextWidth.Of(row.Label, 12, row.IsBold))).DefaultIfEmpty(0).Max();

    public double Bottom => Top + Rows.Count * Height;

    /// <summary>The middle of a row.</summary>
    public double Y(int row) => Top + (row + 0.5) * Height;

    /// <summary>Where the base line of a row's text is.</summary>
    public double TextY(int row) => Y(row) + 4;

    /// <param name="right">Where the lines of the rows end.</param>
    public void DrawLabels(ChartCanvas canvas, double right)
    {
        for (var i = 0; i < Rows.Count; i++)
        {
            var row = Rows[i];
            canvas.Text(
                ChartCanvas.Edge, TextY(i), row.Label, TextAnchor.Start, LabelLimit,
                row.IsHeading ? ChartColors.Muted : null, row.Id, isBold: row.IsBold || row.IsHeading);
            if (!row.IsHeading)
            {
                canvas.Line(Left, Y(i), right, Y(i), ChartColors.Grid);
            }
        }
    }

    /// <summary>Grid, ticks and caption; returns where they end.</summary>
    public double DrawAxis(ChartCanvas canvas, LinearScale scale, string caption, bool isSigned = false)
    {
        foreach (var tick in scale.Ticks())
        {
            var x = scale.At(tick);
            canvas.Line(x, Top, x, Bottom + 4, ChartColors.Grid);
            var label = scale.Format(tick, isSigned);
            canvas.Text(x, Bottom + 17, label, TextAnchor.Middle, color: ChartColors.Muted, size: TickSize);
            if (Rows.Count > 20)
            {
                canvas.Text(x, Top - 5, label, TextAnchor.Middle, color: ChartColors.Muted, size: TickSize);
            }
        }

        canvas.Text(
            (scale.From + scale.To) / 2, Bottom + 34, caption, TextAnchor.Middle, color: ChartColors.Muted,
            size: TickSize);
        return Bottom + 38;
    }

    /// <summary>A note where rows are left out.</summary>
    public static IEnumerable<string> LeftOut(int all)
    {
        if (all > Limit)
        {
            yield return FormattableString.Invariant($"not drawn: {all - Limit} more rows");
        }
    }
}
