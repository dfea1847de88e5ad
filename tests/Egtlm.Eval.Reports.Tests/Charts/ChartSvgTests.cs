using System.Xml.Linq;
using Egtlm.Eval.Reports.Charts;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Charts;

public sealed class ChartSvgTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    private readonly Chart _chart = DumbbellChart.Of(
        ChartScene.Of([ChartScene.Ugly, "joint"], ChartScene.Task("a"), ChartScene.Task("任务 <b> \"q\" & 'r'")),
        [ChartScene.Task("a"), ChartScene.Task("任务 <b> \"q\" & 'r'")]);

    [Fact]
    public void Texts_are_the_charts_own_and_escaped()
    {
        var written = ChartSvg.Write(_chart, "c1");
        var svg = XElement.Parse(written);

        Assert.Equal(ChartScene.Texts(_chart), svg.Elements(s_svg + "text").Select(text => text.Value));
        Assert.Contains("任务 &lt;b&gt; \"q\" &amp; 'r'</text>", written, StringComparison.Ordinal);
        Assert.Contains("基线 \"v1\" &lt;a&amp;b&gt;</text>", written, StringComparison.Ordinal);
    }

    [Fact]
    public void It_scales_and_describes_itself()
    {
        var svg = ChartScene.Svg(_chart);

        Assert.StartsWith("<svg ", ChartSvg.Write(_chart, "c1"), StringComparison.Ordinal);
        Assert.Equal($"0 0 760 {_chart.Height}", svg.Attribute("viewBox")!.Value);
        Assert.Contains("max-width:100%", svg.Attribute("style")!.Value, StringComparison.Ordinal);
        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.Equal("Scores by task", svg.Attribute("aria-label")!.Value);
        Assert.Equal("Scores by task", svg.Element(s_svg + "title")!.Value);
        Assert.Equal("Dot plot: the scores of 2 models on 2 tasks.", svg.Element(s_svg + "desc")!.Value);
    }

    [Fact]
    public void Charts_of_one_page_share_no_id()
    {
        string[] Ids(string prefix) => [.. XElement.Parse(ChartSvg.Write(_chart, prefix))
            .Descendants().Attributes("id").Select(id => id.Value)];

        Assert.Equal(["c1-description"], Ids("c1"));
        Assert.Equal(["c2-description"], Ids("c2"));
        Assert.Equal("c2-description", XElement.Parse(ChartSvg.Write(_chart, "c2")).Attribute("aria-describedby")!.Value);
    }

    [Fact]
    public void All_colours_are_variables_and_there_is_no_background()
    {
        var svg = ChartScene.Svg(_chart);
        var colors = svg.Descendants().Attributes()
            .Where(attribute => attribute.Name.LocalName is "fill" or "stroke" && attribute.Value != "none")
            .Select(attribute => attribute.Value);

        Assert.All(colors, color => Assert.Matches(@"^var\(--[a-z]+(-\d)?,#[0-9a-f]{6}\)$", color));
        Assert.DoesNotContain(svg.Elements(s_svg + "rect"), rect => rect.Attribute("width")!.Value == "760");
        Assert.Empty(svg.Descendants(s_svg + "clipPath"));
    }

    [Fact]
    public void A_shortened_text_has_the_whole_as_its_title()
    {
        var name = "AVeryLongNameThatNobodyWouldReadInFullButItEndsInItsLanguages-zh-en.v2";

        var svg = ChartScene.Svg(DumbbellChart.Of(ChartScene.Of(["a", "b"]), [ChartScene.Task(name)]));

        var text = svg.Elements(s_svg + "text").Single(text => text.Element(s_svg + "title") is not null);
        Assert.Equal(name, text.Element(s_svg + "title")!.Value);
        var shown = text.Nodes().OfType<XText>().Single().Value;
        Assert.StartsWith("AVeryLongName", shown, StringComparison.Ordinal);
        Assert.Contains("…", shown, StringComparison.Ordinal);
        Assert.EndsWith("-zh-en.v2", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_xml_cannot_hold_is_mended()
    {
        var chart = DumbbellChart.Of(ChartScene.Of(["a\u0001\ud800", "b"]), [ChartScene.Task("t\u001b")]);

        var svg = ChartScene.Svg(chart);

        Assert.Contains("a��", svg.Elements(s_svg + "text").Select(text => text.Value));
        Assert.Contains("t�", svg.Elements(s_svg + "text").Select(text => text.Value));
    }

    [Fact]
    public void A_letter_of_two_code_units_is_not_cut()
    {
        var chart = DumbbellChart.Of(
            ChartScene.Of(["a", "b"]), [ChartScene.Task(string.Concat(Enumerable.Repeat("𠮷", 60)))]);

        Assert.Matches("^(\ud842\udfb7)+…(\ud842\udfb7)+$", chart.Texts.Single(text => text.Full is not null).Text);
    }
}
