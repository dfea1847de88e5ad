using Egtlm.Eval.Reports.Comparisons;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>How the numbers came to be: protocol, data, prompts.</summary>
internal static class AppendixSections
{
    public static IEnumerable<Section> Of(Report report) =>
        [Metrics(report), Protocol(report), Prompts(report)];

    private static Section Metrics(Report report) => new(
        "metrics",
        "All generation metrics",
        report.Generation.Count == 0 ? [] : [GenerationMetric.Table(report.Generation, report.Models, report.Shown)],
        IsAppendix: true);

    private static Section Protocol(Report report) => new(
        "protocol",
        "Protocol and data",
        [
            new Block.Table(
                "Where the results come from",
                [
                    new Column("model"), new Column("revision"), new Column("made by"), new Column("protocol"),
                    new Column("dtype, device"), new Column("profile"), new Column("folder"),
                ],
                [.. report.Models.Select(Source)]),
            new Block.Table(
                "Tasks and revisions of their data",
                [
                    new Column("task"), new Column("metric"),
                    .. report.Shown.Select(model => new Column(report.Models[model].Label)),
                ],
                [.. report.Comparison.Tasks.Select(task => (IReadOnlyList<Cell>)
                    [
                        task.Name, task.Metric,
                        .. report.Shown.Select(model => (Cell)Revision(report.Models[model], task.Name)),
                    ])]),
            new Block.Paragraph(FormattableString.Invariant(
                $"Seed of the bootstraps: {report.Comparison.Seed}. Scores are those of the result files; intervals are of ")
                + "their per-item values, the main metric's own or its nearest (the remarks in the table of differences)."),
        ],
        IsAppendix: true);

    private static Cell[] Source(ComparedModel model)
    {
        var manifest = model.Results.Manifest;
        var versions = model.Results.Documents.Values.Select(document => document.MtebVersion).OfType<string>().Distinct();
        return
        [
            model.Label,
            model.Results.Revision,
            manifest?.MadeBy ?? "Python mteb",
            manifest?.Protocol ?? $"mteb {string.Join(", ", versions)}",
            manifest is null ? "–" : $"{manifest.Environment.Dtype}, {manifest.Environment.Device}",
            manifest is null
                ? "–"
                : string.Join("; ", manifest.Model.Profile.Select(setting => $"{setting.Key}: {setting.Value}")),
            // Of a folder only what tells it apart: where it lies is the reader's business.
            string.Join('/', model.Results.Folder.Split(Path.DirectorySeparatorChar)[^2..]),
        ];
    }

    private static string Revision(ComparedModel model, string task)
    {
        var document = model.Results.Documents.GetValueOrDefault(task);
        return document is null ? "–" : document.DatasetRevision ?? "unknown";
    }

    /// <summary>The text before every input; models with the same prompts share a table.</summary>
    private static Section Prompts(Report report) => new(
        "prompts",
        "Prompts",
        [
            .. report.Models.Where(model => model.Results.Manifest is { Prompts.Count: > 0 })
                .GroupBy(model => string.Join('\n', model.Results.Manifest!.Prompts.Select(
                    row => $"{row.Task}\t{row.Role}\t{row.Text}")))
                .Select(group => new Block.Table(
                    $"The text before every input: {string.Join(", ", group.Select(model => model.Label))}",
                    [new Column("task"), new Column("role"), new Column("text")],
                    [.. group.First().Results.Manifest!.Prompts.Select(row => (IReadOnlyList<Cell>)
                        [row.Task, Lower(row.Role), Visible(row.Text)])])),
        ],
        IsAppendix: true);

    private static string Lower(object? role) => role?.ToString()?.ToLowerInvariant() ?? "";

    private static string Visible(string? text) => string.IsNullOrEmpty(text)
        ? "(none)"
        : text.Replace("\n", "\\n", StringComparison.Ordinal);
}
