using System.Text.RegularExpressions;
using System.Xml.Linq;
using Egtlm.Eval.Reports.Pages;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Pages;

public sealed class HtmlWriterTests
{
    private const string Nasty = "<b>\"模型\" & 'x'\n";

    [Fact]
    public void Names_are_escaped_everywhere()
    {
        var page = HtmlWriter.Write(Nasty, Nasty,
        [
            new Section("one", Nasty,
            [
                new Block.Paragraph(Nasty), new Block.Bullets([Nasty]), new Block.Verbatim(Nasty),
                new Block.Table(Nasty, [new Column(Nasty, IsChoice: true)], [[Nasty]], CanBeFiltered: true),
            ]),
        ]);

        var body = page.Split("<script>")[0];
        Assert.DoesNotContain("<b>", body, StringComparison.Ordinal);
        Assert.Contains("<title>&lt;b&gt;&quot;模型&quot; &amp; &#39;x&#39;", body, StringComparison.Ordinal);
        Assert.Contains("<option>&lt;b&gt;", body, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"&lt;b&gt;&quot;", body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_needs_nothing_from_elsewhere()
    {
        var page = HtmlWriter.Write("t", "m", [new Section("one", "One", [new Block.Paragraph("text")])]);

        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_say_what_they_are_ordered_by()
    {
        var page = HtmlWriter.Write("t", "m",
        [
            new Section("one", "One",
            [
                new Block.Table("Scores", [new Column("task"), new Column("score", IsNumber: true)],
                [["a", new Cell("0.5 ▲", 0.5, Tone.Better)], ["b", "–"]]),
            ]),
        ]);

        var start = page.IndexOf("<table>", StringComparison.Ordinal);
        var table = XElement.Parse(page[start..(page.IndexOf("</table>", StringComparison.Ordinal) + 8)]);
        Assert.Equal("Scores", table.Element("caption")!.Value);
        Assert.All(table.Descendants("th").Take(2), head => Assert.Equal("col", head.Attribute("scope")!.Value));
        var cells = table.Descendants("td").ToArray();
        Assert.Equal(("n better", "0.5"), (cells[0].Attribute("class")!.Value, cells[0].Attribute("data-s")!.Value));
        Assert.Null(cells[1].Attribute("data-s"));
    }

    [Theory]
    [InlineData(":root {", "light")]
    [InlineData("@media (prefers-color-scheme: dark)", "dark")]
    public void Text_has_the_contrast_of_WCAG_AA(string start, string theme)
    {
        var page = HtmlWriter.Write("t", "m", []);
        var rules = page[page.IndexOf(start, StringComparison.Ordinal)..];
        rules = rules[..rules.IndexOf("* {", StringComparison.Ordinal)];
        if (theme == "light")
        {
            rules = rules[..rules.IndexOf('}')];
        }

        foreach (var text in (string[])["ink", "muted", "accent", "better", "worse"])
        {
            foreach (var behind in (string[])["surface", "raised"])
            {
                var ratio = Contrast(Luminance(rules, text), Luminance(rules, behind));
                Assert.True(ratio >= 4.5, $"{text} on {behind}, {theme}: {ratio:F2}");
            }
        }
    }

    // WCAG 2.2, relative luminance and contrast ratio.
    private static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

    private static double Luminance(string rules, string name)
    {
        var color = Regex.Match(rules, $"--{name}: ?#([0-9a-f]{{6}})").Groups[1].Value;
        double Channel(int i)
        {
            var value = Convert.ToInt32(color.Substring(2 * i, 2), 16) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(0)) + (0.7152 * Channel(1)) + (0.0722 * Channel(2));
    }
}
