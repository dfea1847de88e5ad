using ScottPlot;

namespace Egtlm.Eval.Reports.Charts;

public enum TextAnchor
{
    Start,
    Middle,
    End,
}

/// <summary>A text of a chart, which the reader's fonts draw in SVG.</summary>
/// <param name="X">Pixels from the left to the anchor.</param>
/// <param name="Y">Pixels from the top to the base line.</param>
/// <param name="Size">Of the font, in pixels.</param>
/// <param name="Full">The whole text, where <paramref name="Text"/> is shortened.</param>
/// <param name="Id">ASCII that stands in where no font has the glyphs, such as <c>model 3</c>; null for the chart's own
/// words.</param>
public sealed record ChartText(
    double X,
    double Y,
    string Text,
    TextAnchor Anchor,
    double Size,
    bool IsBold,
    ChartColor Color,
    string? Full = null,
    string? Id = null);

/// <summary>A chart: marks and lines by ScottPlot, which draws no text, and the texts beside them.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Strokes">Each draws a mark or a line, in pixels from the top left.</param>
/// <param name="Description">What a reader who cannot see it must know.</param>
/// <param name="Notes">What was left out or cut; they are drawn below it too.</param>
public sealed record Chart(
    string Name,
    int Width,
    int Height,
    IReadOnlyList<Action<Plot>> Strokes,
    IReadOnlyList<ChartText> Texts,
    string Description,
    IReadOnlyList<string> Notes)
{
    /// <summary>The marks and lines; the caller disposes it.</summary>
    public Plot ToPlot()
    {
        var plot = new Plot();
        plot.Layout.Fixed(new PixelPadding(0));
        plot.HideAxesAndGrid();
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        foreach (var stroke in Strokes)
        {
            stroke(plot);
        }

        plot.Axes.SetLimits(0, Width, Height, 0);
        return plot;
    }
}
