using System.Xml.Linq;
using Egtlm.Eval.Reports.Charts;
using Egtlm.Eval.Reports.Comparisons;

namespace Egtlm.Eval.Reports.Tests.Charts;

/// <summary>Comparisons made by hand, and what their charts consist of.</summary>
internal static class ChartScene
{
    public const string Ugly = "基线 \"v1\" <a&b>";

    /// <summary>A task of two or more models, with the difference of the second.</summary>
    public static ComparedTask Task(
        string name, ScoreDifference? difference = null, string type = "STS", string metric = "cosine_spearman",
        bool higherIsBetter = true, params double?[] scores)
    {
        double?[] all = scores.Length == 0 ? [0.5, 0.6] : scores;
        return new ComparedTask(
            name, type, metric, higherIsBetter, all,
            [null, .. Enumerable.Repeat(difference ?? Difference(0.1, DifferenceMark.Better), all.Length - 1)]);
    }

    public static ScoreDifference Difference(
        double? value, DifferenceMark mark, double? lower = null, double? upper = null) => new(value, mark, lower, upper);

    public static Comparison Of(IReadOnlyList<string> models, params ComparedTask[] tasks) =>
        new(models, 1, tasks, [], []);

    public static XElement Svg(Chart chart) => XElement.Parse(ChartSvg.Write(chart, "c1"));

    /// <summary>How many shapes have a colour.</summary>
    public static int Shapes(XElement svg, string shape, ChartColor color) =>
        svg.Elements().Count(element => element.Name.LocalName == shape && element.Attribute("fill")?.Value == color.Css);

    public static string[] Texts(Chart chart) => [.. chart.Texts.Select(text => text.Text)];

    /// <summary>Texts that meet others or the edge, with a font as wide as DejaVu Sans.</summary>
    public static IEnumerable<string> Collisions(Chart chart)
    {
        var boxes = chart.Texts.Select(text =>
        {
            using var font = new SkiaSharp.SKFont(ChartFonts.Find("a", text.IsBold), (float)text.Size);
            var width = font.MeasureText(text.Text);
            var left = text.X - (text.Anchor switch { TextAnchor.Start => 0, TextAnchor.Middle => width / 2, _ => width });
            return (text.Text, Left: left, Right: left + width, Top: text.Y - text.Size * 0.75, Bottom: text.Y);
        }).ToArray();
        foreach (var (i, one) in boxes.Index())
        {
            if (one.Left < 0 || one.Right > chart.Width || one.Top < 0 || one.Bottom > chart.Height)
            {
                yield return $"{one.Text} leaves the chart";
            }

            foreach (var other in boxes.Skip(i + 1).Where(other => one.Left < other.Right && other.Left < one.Right
                && one.Top < other.Bottom && other.Top < one.Bottom))
            {
                yield return $"{one.Text} meets {other.Text}";
            }
        }
    }
}
