using ScottPlot;

namespace Egtlm.Eval.Reports.Charts;

/// <summary>How models are told apart: by colour and by shape.</summary>
internal static class SeriesMarks
{
    private static readonly (MarkerShape Shape, bool IsHollow)[] s_shapes =
    [
        (MarkerShape.FilledCircle, false),
        (MarkerShape.FilledSquare, false),
        (MarkerShape.FilledTriangleUp, false),
        (MarkerShape.FilledDiamond, false),
        (MarkerShape.FilledTriangleDown, false),
        (MarkerShape.FilledCircle, true),
        (MarkerShape.FilledSquare, true),
        (MarkerShape.FilledDiamond, true),
    ];

    /// <summary>More would not be told apart.</summary>
    public static int Limit => s_shapes.Length;

    public static ChartMark Of(int series)
    {
        var (shape, isHollow) = s_shapes[series];
        var size = shape is MarkerShape.FilledCircle or MarkerShape.FilledSquare ? 9 : 11;
        return new ChartMark(shape, ChartColors.Series[series], isHollow, size);
    }

    /// <summary>Entries of the first <see cref="Limit"/>.</summary>
    /// <param name="kind">What the ASCII ids call them, such as <c>model</c>.</param>
    public static IReadOnlyList<LegendEntry> Legend(IReadOnlyList<string> names, string kind) =>
        [.. names.Take(Limit).Select((name, i) => new LegendEntry(Of(i), name, $"{kind} {i + 1}"))];

    /// <summary>A note where there are more.</summary>
    public static IEnumerable<string> LeftOut(IReadOnlyList<string> names)
    {
        if (names.Count > Limit)
        {
            yield return $"not drawn: {string.Join(", ", names.Skip(Limit))}";
        }
    }
}
