using System.Globalization;
using System.Text.Json;

namespace Egtlm.Eval.Reports.Comparisons;

/// <summary>A comparison for scripts: JSON and CSV. Infinite bounds are texts.</summary>
public static class ComparisonDocument
{
    private static readonly string[] s_columns =
    [
        "kind", "benchmark", "name", "type", "metric", "higher_is_better", "tasks", "model", "score", "difference",
        "lower", "upper", "mark", "holm_p", "items", "clusters", "note",
    ];

    /// <summary>The document, without a final newline.</summary>
    public static string Json(Comparison comparison) => ReportJson.Write(Entry(comparison));

    /// <summary>What <see cref="Json"/> writes, to be a part of another document.</summary>
    internal static object Entry(Comparison comparison) => new
    {
        Version = 1,
        Ok = true,
        comparison.Models,
        Reference = comparison.Models[0],
        comparison.Seed,
        comparison.Tasks,
        comparison.Means,
        Tallies = comparison.Models.Select((model, i) => new
        {
            Model = model,
            Embedding = comparison.TallyOf(i, ofGeneration: false),
            Generation = comparison.TallyOf(i, ofGeneration: true),
        }).Skip(1),
        comparison.Notes,
    };

    /// <summary>One line per task or mean and model, RFC 4180; without a final newline.</summary>
    public static string Csv(Comparison comparison)
    {
        List<string[]> rows = [s_columns];
        for (var model = 0; model < comparison.Models.Count; model++)
        {
            var name = comparison.Models[model];
            rows.AddRange(comparison.Tasks.Select(task => Row(
                ["task", "", task.Name, task.Type, task.Metric, task.HigherIsBetter ? "true" : "false", "1", name],
                task.Scores[model],
                task.Differences[model])));
            rows.AddRange(comparison.Means.Select(mean => Row(
                ["mean", mean.Benchmark, mean.Name, "", "", "true", Text(mean.Tasks), name],
                mean.Scores[model],
                mean.Differences[model])));
        }

        return string.Join('\n', rows.Select(CsvText.Line));
    }

    private static string[] Row(string[] first, double? score, ScoreDifference? difference) =>
    [
        .. first, Text(score), Text(difference?.Value), Text(difference?.Lower), Text(difference?.Upper),
        difference is null ? "" : JsonNamingPolicy.SnakeCaseLower.ConvertName(difference.Mark.ToString()),
        Text(difference?.HolmP), Text(difference?.Items), Text(difference?.Clusters), difference?.Note ?? "",
    ];

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
