namespace Egtlm.Eval.Reports.Charts;

/// <summary>An entry of a legend.</summary>
/// <param name="Id">ASCII that stands in for the label; null for the chart's own words.</param>
internal sealed record LegendEntry(ChartMark Mark, string Label, string? Id);

/// <summary>Marks and what they mean, in as many lines as they need.</summary>
internal static class ChartLegend
{
    private const double LineHeight = 20;
    private const double LabelLimit = 260;

    /// <summary>Draws below <paramref name="top"/> and returns where it ends.</summary>
    public static double Draw(ChartCanvas canvas, IReadOnlyList<LegendEntry> entries, double top)
    {
        var (x, y) = (ChartCanvas.Edge, top + 12);
        foreach (var entry in entries)
        {
            var width = Math.Min(TextWidth.Of(entry.Label, 12), LabelLimit);
            if (x + 16 + width > canvas.Width - ChartCanvas.Edge && x > ChartCanvas.Edge)
            {
                (x, y) = (ChartCanvas.Edge, y + LineHeight);
            }

            canvas.Mark(x + 5, y - 4, entry.Mark);
            canvas.Text(x + 15, y, entry.Label, TextAnchor.Start, LabelLimit, id: entry.Id);
            x += width + 34;
        }

        return y + 8;
    }
}
