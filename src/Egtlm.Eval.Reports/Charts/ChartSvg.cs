using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Egtlm.Eval.Reports.Charts;

/// <summary>Charts as SVG elements for a page: its fonts, its colours, ids of their own.</summary>
public static partial class ChartSvg
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    private static readonly Dictionary<string, ChartColor> s_colors =
        ChartColors.All.ToDictionary(color => color.Light, StringComparer.OrdinalIgnoreCase);

    /// <param name="idPrefix">Of the ids within; another for each chart of a page. Letters, digits, hyphens.</param>
    /// <returns>An <c>svg</c> element without a document head.</returns>
    public static string Write(Chart chart, string idPrefix)
    {
        using var plot = chart.ToPlot();
        var drawn = XDocument.Parse(plot.GetSvgXml(chart.Width, chart.Height)).Root!;
        var root = new XElement(
            s_svg + "svg",
            new XAttribute("class", "chart"),
            new XAttribute("width", chart.Width),
            new XAttribute("height", chart.Height),
            new XAttribute("viewBox", FormattableString.Invariant($"0 0 {chart.Width} {chart.Height}")),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", XmlText(chart.Name)),
            new XAttribute("aria-describedby", $"{idPrefix}-description"),
            new XAttribute("font-family", "system-ui,sans-serif"),
            new XAttribute("style", "max-width:100%;height:auto;font-variant-numeric:tabular-nums"),
            new XElement(s_svg + "title", XmlText(chart.Name)),
            new XElement(s_svg + "desc", new XAttribute("id", $"{idPrefix}-description"), XmlText(chart.Description)),
            Merged(drawn.Elements().SelectMany(Drawn)),
            chart.Texts.Select(Text));
        return root.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>Without clips, whose ids would meet those of other charts: nothing lies outside.</summary>
    private static IEnumerable<XElement> Drawn(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "clipPath" or "defs" or "text":
                return [];
            case "g" when element.Attribute("transform") is null:
                return element.Elements().SelectMany(Drawn);
            case "g":
                return
                [
                    new XElement(element.Name, element.Attribute("transform"), element.Elements().SelectMany(Drawn)),
                ];
            default:
                return IsInvisible(element)
                    ? []
                    : [new XElement(element.Name, element.Attributes().Where(IsNeeded).Select(Small))];
        }
    }

    /// <summary>ScottPlot draws a mark's outline as a second shape at the same place.</summary>
    private static IEnumerable<XElement> Merged(IEnumerable<XElement> elements)
    {
        XElement? last = null;
        foreach (var element in elements)
        {
            if (last is not null && last.Attribute("stroke") is null && element.Attribute("fill")?.Value == "none"
                && Place(last) == Place(element))
            {
                last.Add(element.Attribute("stroke"), element.Attribute("stroke-width"));
                continue;
            }

            if (last is not null)
            {
                yield return last;
            }

            last = element;
        }

        if (last is not null)
        {
            yield return last;
        }
    }

    private static string Place(XElement element) => element.Name.LocalName + string.Join(' ', element.Attributes()
        .Where(attribute => attribute.Name.LocalName is not ("fill" or "stroke" or "stroke-width")));

    private static bool IsInvisible(XElement element) => element.Attribute("fill-opacity")?.Value == "0"
        || (element.Attribute("fill")?.Value == "none" && element.Attribute("stroke") is null)
        || (element.Attribute("width")?.Value == "0" || element.Attribute("height")?.Value == "0");

    private static bool IsNeeded(XAttribute attribute) => attribute.Name.LocalName is not "stroke-miterlimit";

    private static XAttribute Small(XAttribute attribute) => attribute.Name.LocalName switch
    {
        "fill" or "stroke" when s_colors.TryGetValue(attribute.Value, out var color) => new(attribute.Name, color.Css),
        "fill" or "stroke" => attribute,
        _ => new(attribute.Name, Decimals().Replace(attribute.Value, match => Number(match.ValueSpan))),
    };

    private static XElement Text(ChartText text) => new(
        s_svg + "text",
        new XAttribute("x", Number(text.X)),
        new XAttribute("y", Number(text.Y)),
        text.Anchor == TextAnchor.Start ? null : new XAttribute("text-anchor", AnchorOf(text)),
        new XAttribute("font-size", Number(text.Size)),
        text.IsBold ? new XAttribute("font-weight", 600) : null,
        new XAttribute("fill", text.Color.Css),
        text.Full is null ? null : new XElement(s_svg + "title", XmlText(text.Full)),
        XmlText(text.Text));

    private static string AnchorOf(ChartText text) => text.Anchor == TextAnchor.End ? "end" : "middle";

    private static string Number(ReadOnlySpan<char> digits) =>
        Number(double.Parse(digits, CultureInfo.InvariantCulture));

    // A tenth of a pixel is not seen.
    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Without what XML cannot hold, such as control characters in a name.</summary>
    private static string XmlText(string text) => NotXml().Replace(text, "�");

    [GeneratedRegex(@"-?\d+\.\d+")]
    private static partial Regex Decimals();

    [GeneratedRegex(
        @"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
        + @"|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")]
    private static partial Regex NotXml();
}
