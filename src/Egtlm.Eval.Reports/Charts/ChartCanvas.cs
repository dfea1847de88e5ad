using ScottPlot;

namespace Egtlm.Eval.Reports.Charts;

/// <summary>A shape and a colour.</summary>
/// <param name="IsHollow">Only its outline has the colour.</param>
internal sealed record ChartMark(MarkerShape Shape, ChartColor Color, bool IsHollow = false, double Size = 9);

/// <summary>What a chart is drawn on: pixels from the top left, for marks and texts alike.</summary>
internal sealed class ChartCanvas
{
    public const int WholeWidth = 760;

    /// <summary>Between the chart and the edge of the picture.</summary>
    public const double Edge = 8;

    private const double TitleSize = 14;
    private const double TextSize = 12;
    private const double NoteSize = 11;
    private const double NoteStep = 16;

    private readonly List<Action<Plot>> _strokes = [];
    private readonly List<ChartText> _texts = [];

    /// <param name="id">ASCII that stands in for the title; null for the chart's own words.</param>
    public ChartCanvas(string title, string? id, int width = WholeWidth)
    {
        Width = width;
        Text(Edge, 22, title, TextAnchor.Start, Width - 2 * Edge, id: id, size: TitleSize, isBold: true);
    }

    public int Width { get; }

    /// <summary>Where the title ends.</summary>
    public static double Top => 30;

    public void Line(double x1, double y1, double x2, double y2, ChartColor color, double width = 1) =>
        Path([(x1, y1), (x2, y2)], color, width);

    public void Path(IReadOnlyList<(double X, double Y)> points, ChartColor color, double width) => _strokes.Add(plot =>
    {
        var line = plot.Add.ScatterLine(
            points.Select(point => point.X).ToArray(), points.Select(point => point.Y).ToArray(), Of(color));
        line.LineWidth = (float)width;
    });

    public void Band(double left, double top, double right, double bottom, ChartColor color) => _strokes.Add(plot =>
    {
        var band = plot.Add.Rectangle(left, right, bottom, top);
        (band.FillStyle.Color, band.LineStyle.Width) = (Of(color), 0);
    });

    public void Mark(double x, double y, ChartMark mark) => _strokes.Add(plot =>
    {
        var marker = plot.Add.Marker(x, y, mark.Shape, (float)mark.Size).MarkerStyle;
        (marker.FillColor, marker.OutlineColor, marker.OutlineWidth) = mark.IsHollow
            ? (Of(ChartColors.Surface), Of(mark.Color), 1.75f)
            : (Of(mark.Color), Of(ChartColors.Surface), 1);
    });

    /// <param name="width">What is wider is shortened.</param>
    /// <param name="id">ASCII that stands in; null for the chart's own words.</param>
    public void Text(
        double x,
        double y,
        string text,
        TextAnchor anchor,
        double width = WholeWidth,
        ChartColor? color = null,
        string? id = null,
        double size = TextSize,
        bool isBold = false)
    {
        var shown = TextWidth.Shorten(text, width, size, isBold);
        _texts.Add(new ChartText(
            x, y, shown, anchor, size, isBold, color ?? ChartColors.Ink, shown == text ? null : text, id));
    }

    /// <param name="bottom">Where the drawing ends; notes come below.</param>
    public Chart Chart(double bottom, string description, IReadOnlyList<string> notes)
    {
        foreach (var note in notes)
        {
            bottom += NoteStep;
            Text(Edge, bottom, note, TextAnchor.Start, Width - 2 * Edge, ChartColors.Muted, size: NoteSize);
        }

        var height = (int)Math.Ceiling(bottom + Edge);
        return new Chart(_texts[0].Full ?? _texts[0].Text, Width, height, _strokes, _texts, description, notes);
    }

    private static Color Of(ChartColor color) => Color.FromHex(color.Light);
}
