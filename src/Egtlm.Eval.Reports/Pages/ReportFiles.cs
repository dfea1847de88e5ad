using System.Globalization;
using System.Text;
using Egtlm.Eval.Reports.Charts;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>Writes a report: <c>report.html</c>, <c>report.md</c> with <c>charts/*.png</c>, and <c>report.json</c>.</summary>
/// <param name="Charts">Paths of the PNG files.</param>
/// <param name="Notes">What could not be drawn as it should.</param>
public sealed record ReportFiles(
    string Html, string Markdown, string Json, IReadOnlyList<string> Charts, IReadOnlyList<string> Notes)
{
    /// <exception cref="EvaluationException">A file cannot be written.</exception>
    public static async Task<ReportFiles> WriteAsync(Report report, string folder, CancellationToken cancellation)
    {
        var sections = ReportSections.Of(report);
        var pictures = new Dictionary<string, string>();
        var notes = new List<string>();
        foreach (var (section, place, chart) in ChartsOf(sections))
        {
            cancellation.ThrowIfCancellationRequested();
            var path = string.Create(CultureInfo.InvariantCulture, $"charts/{section}-{place}.png");
            var written = await ChartPng.WriteAsync(chart, Path.Combine(folder, path)).ConfigureAwait(false);
            notes.AddRange(written.Notes);
            if (written.IsWritten)
            {
                pictures.TryAdd(chart.Name, path);
            }
        }

        string[] files = [.. ((string[])["report.html", "report.md", "report.json"]).Select(
            name => Path.Combine(folder, name))];
        string[] texts =
        [
            HtmlWriter.Write(report.Title, report.MadeBy, sections),
            MarkdownWriter.Write(report.Title, report.MadeBy, sections, pictures),
            ReportDocument.Write(report) + "\n",
        ];
        foreach (var (file, text) in files.Zip(texts))
        {
            await AtomicFile.WriteAsync(file, Encoding.UTF8.GetBytes(text)).ConfigureAwait(false);
        }

        return new ReportFiles(
            files[0], files[1], files[2],
            [.. pictures.Values.Select(path => Path.Combine(folder, path))],
            [.. notes.Distinct()]);
    }

    private static IEnumerable<(string Section, int Place, Chart Chart)> ChartsOf(IReadOnlyList<Section> sections) =>
        sections.SelectMany(section => section.Blocks.OfType<Block.Figure>()
            .Select((figure, i) => (section.Id, i + 1, figure.Chart)));
}
