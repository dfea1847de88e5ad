using Egtlm.Eval.Reports.Charts;
using Egtlm.Eval.Reports.Comparisons;
using Egtlm.Eval.Testing;
using SkiaSharp;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Charts;

public sealed class ChartPngTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly Chart _chart = DumbbellChart.Of(
        ChartScene.Of([ChartScene.Ugly, "joint"]), [ChartScene.Task("SampleSTS"), ChartScene.Task("示例")]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_has_two_dots_a_pixel_on_white()
    {
        var result = await ChartPng.WriteAsync(_chart, _folder.At("charts", "a.png"));

        Assert.True(result.IsWritten);
        using var picture = SKBitmap.Decode(_folder.At("charts", "a.png"));
        Assert.Equal((1520, _chart.Height * 2), (picture.Width, picture.Height));
        Assert.Equal(new SKColor(255, 255, 255), picture.GetPixel(1, 1));
        Assert.Contains(new SKColor(0, 0x72, 0xb2), picture.Pixels); // the first model
        Assert.Contains(new SKColor(0x1b, 0x27, 0x33), picture.Pixels); // texts
        Assert.Equal(["a.png"], Directory.GetFiles(_folder.At("charts")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Where_no_font_has_the_glyphs_an_id_stands_in_and_a_note_says_so()
    {
        var drawn = new List<string>();
        SKTypeface? OnlyAscii(string text, bool isBold)
        {
            drawn.Add(text);
            return text.All(char.IsAscii) ? ChartFonts.Find(text, isBold) : null;
        }

        var result = await ChartPng.WriteAsync(_chart, _folder.At("a.png"), OnlyAscii);

        Assert.True(result.IsWritten);
        Assert.Equal(
            [
                "no font has all characters of '基线 \"v1\" <a&b>': 'model 1' stands in",
                "no font has all characters of '示例': 'task 2' stands in",
            ],
            result.Notes);
        Assert.Contains("task 2", drawn);
    }

    [Fact]
    public async Task Without_any_font_nothing_is_written()
    {
        var result = await ChartPng.WriteAsync(_chart, _folder.At("a.png"), (_, _) => null);

        Assert.False(result.IsWritten);
        Assert.Equal(
            ["'a.png' is not written: no font is installed that could draw its texts"], result.Notes);
        Assert.False(File.Exists(_folder.At("a.png")));
    }

    [Fact]
    public async Task Own_words_are_written_in_ascii_where_no_font_has_them()
    {
        var chart = DifferenceChart.Of(
            ChartScene.Of(["base", "joint"], ChartScene.Task("a", ChartScene.Difference(
                -0.02, DifferenceMark.Worse, double.NegativeInfinity, -0.01))),
            1);
        var drawn = new List<string>();

        await ChartPng.WriteAsync(chart, _folder.At("a.png"), (text, isBold) =>
        {
            drawn.Add(text);
            return text.All(char.IsAscii) ? ChartFonts.Find(text, isBold) : null;
        });

        Assert.Contains("[-inf, -0.0100]", drawn);
        Assert.Contains("< worse | difference, 90 % interval | better >", drawn);
    }

    [Fact]
    public void A_font_of_this_machine_has_every_glyph_or_there_is_none()
    {
        Assert.True(ChartFonts.Find("score −0.12 …", true)?.ContainsGlyphs("score −0.12 …") ?? true);
        Assert.True(ChartFonts.Find("示例", false)?.ContainsGlyphs("示例") ?? true);
        Assert.Null(ChartFonts.Find("\U0010fffd", false));
    }
}
