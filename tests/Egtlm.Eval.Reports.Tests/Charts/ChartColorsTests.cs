using Egtlm.Eval.Reports.Charts;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Charts;

public sealed class ChartColorsTests
{
    [Fact]
    public void Each_colour_is_found_again_in_a_drawing()
    {
        var all = ChartColors.All;

        Assert.Equal(16, all.Count);
        Assert.Equal(16, all.Select(color => color.Light).Distinct().Count());
        Assert.Equal(16, all.Select(color => color.Variable).Distinct().Count());
        Assert.StartsWith("--ink:#1b2733;--muted:#5b6875;", ChartColors.Declarations(ofDark: false), StringComparison.Ordinal);
        Assert.StartsWith("--ink:#e6edf3;--muted:#9aa7b4;", ChartColors.Declarations(ofDark: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_and_texts_have_the_contrast_of_wcag_aa()
    {
        ChartColor[] texts = [ChartColors.Ink, ChartColors.Muted, ChartColors.Better, ChartColors.Worse, ChartColors.Noise];

        Assert.Equal(21, Contrast("#000000", "#ffffff"), 3);
        Assert.All(texts, color => Assert.InRange(Contrast(color.Light, "#ffffff"), 4.5, 21));
        Assert.All(texts, color => Assert.InRange(Contrast(color.Dark, ChartColors.Surface.Dark), 4.5, 21));
        Assert.All(texts, color => Assert.InRange(Contrast(color.Dark, ChartColors.Band.Dark), 4.5, 21));
        Assert.All(ChartColors.Series, color => Assert.InRange(Contrast(color.Light, "#ffffff"), 3, 21));
        Assert.All(ChartColors.Series, color => Assert.InRange(Contrast(color.Dark, ChartColors.Surface.Dark), 3, 21));
    }

    // https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    private static double Contrast(string one, string other)
    {
        double[] both = [Luminance(one) + 0.05, Luminance(other) + 0.05];
        return both.Max() / both.Min();
    }

    private static double Luminance(string color)
    {
        double Channel(int at)
        {
            var value = Convert.ToInt32(color.Substring(at, 2), 16) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }
}
