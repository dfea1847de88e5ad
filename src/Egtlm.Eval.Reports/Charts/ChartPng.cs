using Egtlm.Eval.Results;
using ScottPlot;
using SkiaSharp;

namespace Egtlm.Eval.Reports.Charts;

/// <param name="IsWritten">False where the machine has no font: a chart without texts tells nothing.</param>
/// <param name="Notes">Which texts were replaced, or why nothing was written.</param>
public sealed record PngResult(bool IsWritten, IReadOnlyList<string> Notes);

/// <summary>Charts as PNG files, on white, two dots per pixel.</summary>
public static class ChartPng
{
    private const int DotsPerPixel = 2;

    /// <param name="find">Null for the fonts of this machine.</param>
    /// <exception cref="EvaluationException">The file cannot be written.</exception>
    public static async Task<PngResult> WriteAsync(Chart chart, string path, FontFinder? find = null)
    {
        find ??= ChartFonts.Find;
        if (find("model 1", false) is null)
        {
            return new PngResult(
                false, [$"'{Path.GetFileName(path)}' is not written: no font is installed that could draw its texts"]);
        }

        var (png, notes) = Render(chart, find);
        await AtomicFile.WriteAsync(path, png).ConfigureAwait(false);
        return new PngResult(true, notes);
    }

    private static (byte[] Png, IReadOnlyList<string> Notes) Render(Chart chart, FontFinder find)
    {
        var size = new SKImageInfo(
            chart.Width * DotsPerPixel, chart.Height * DotsPerPixel, SKColorType.Rgb888x, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(size);
        using var plot = chart.ToPlot();
        plot.FigureBackground.Color = Colors.White;
        surface.Canvas.Scale(DotsPerPixel);
        plot.Render(surface.Canvas, new PixelRect(0, chart.Width, chart.Height, 0));
        var replaced = new List<string>();
        foreach (var text in chart.Texts)
        {
            Draw(surface.Canvas, text, find, replaced);
        }

        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return (data.ToArray(), [.. replaced.Distinct()]);
    }

    private static void Draw(SKCanvas canvas, ChartText text, FontFinder find, List<string> replaced)
    {
        var shown = text.Text;
        var face = find(shown, text.IsBold);
        if (face is null)
        {
            shown = text.Id ?? Ascii(shown);
            face = find(shown, text.IsBold);
            if (text.Id is not null)
            {
                replaced.Add($"no font has all characters of '{text.Full ?? text.Text}': '{shown}' stands in");
            }
        }

        using var font = new SKFont(face, (float)text.Size);
        using var paint = new SKPaint { Color = SKColor.Parse(text.Color.Light), IsAntialias = true };
        var anchor = text.Anchor switch
        {
            TextAnchor.Start => SKTextAlign.Left,
            TextAnchor.Middle => SKTextAlign.Center,
            TextAnchor.End => SKTextAlign.Right,
        };
        canvas.DrawText(shown, (float)text.X, (float)text.Y, anchor, font, paint);
    }

    /// <summary>The chart's own words have few other characters.</summary>
    private static string Ascii(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.Value switch
    {
        '−' => "-",
        '…' => "...",
        '←' => "<",
        '→' => ">",
        '·' => "|",
        '∞' => "inf",
        < 128 => rune.ToString(),
        _ => "?",
    }));
}
