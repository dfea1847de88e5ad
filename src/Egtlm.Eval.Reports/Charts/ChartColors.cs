namespace Egtlm.Eval.Reports.Charts;

/// <summary>A colour that a page can set: in SVG <c>var(--name,#light)</c>, in PNG its light value.</summary>
/// <param name="Variable">Of CSS, such as <c>--ink</c>.</param>
/// <param name="Light">Value on white, <c>#rrggbb</c>; unique, since it is how a drawn colour is found.</param>
/// <param name="Dark">Value on a dark page.</param>
public sealed record ChartColor(string Variable, string Light, string Dark)
{
    public string Css => $"var({Variable},{Light})";
}

/// <summary>All colours of charts.</summary>
/// <remarks>
/// Series and marks are after Okabe and Ito's palette (2008), darker on white and lighter on dark, so that marks have a
/// contrast of 3:1 and text one of 4.5:1 (WCAG 2.2 AA). Shapes tell the same as colours.
/// </remarks>
public static class ChartColors
{
    public static ChartColor Ink { get; } = new("--ink", "#1b2733", "#e6edf3");

    public static ChartColor Muted { get; } = new("--muted", "#5b6875", "#9aa7b4");

    public static ChartColor Grid { get; } = new("--grid", "#e3e7eb", "#2a333d");

    /// <summary>Behind the chart, for hollow marks.</summary>
    public static ChartColor Surface { get; } = new("--surface", "#fefefe", "#12181f");

    /// <summary>Behind rows or values that stand out.</summary>
    public static ChartColor Band { get; } = new("--band", "#e8f1f8", "#1b2c3a");

    public static ChartColor Better { get; } = new("--better", "#0071b1", "#5bb8f0");

    public static ChartColor Worse { get; } = new("--worse", "#b84300", "#ff8a5c");

    public static ChartColor Noise { get; } = new("--noise", "#66727e", "#97a4b0");

    /// <summary>Of models, in order.</summary>
    public static IReadOnlyList<ChartColor> Series { get; } =
    [
        new("--series-1", "#0072b2", "#4fa8e0"),
        new("--series-2", "#c45500", "#f08a4b"),
        new("--series-3", "#008560", "#2fc39a"),
        new("--series-4", "#c2609b", "#eda3cb"),
        new("--series-5", "#7a5200", "#e8bf3a"),
        new("--series-6", "#1b9cb3", "#a5e3ee"),
        new("--series-7", "#452a80", "#9a7fe0"),
        new("--series-8", "#858585", "#dfe3e6"),
    ];

    public static IReadOnlyList<ChartColor> All { get; } =
        [Ink, Muted, Grid, Surface, Band, Better, Worse, Noise, .. Series];

    /// <summary>Declarations such as <c>--ink:#1b2733;</c> for a page's style sheet.</summary>
    public static string Declarations(bool ofDark) =>
        string.Concat(All.Select(color => $"{color.Variable}:{(ofDark ? color.Dark : color.Light)};"));
}
