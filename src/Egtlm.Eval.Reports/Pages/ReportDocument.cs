using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Egtlm.Eval.Reports.Comparisons;

namespace Egtlm.Eval.Reports.Pages;

/// <summary><c>report.json</c>: every number of the pages. Infinite bounds are texts.</summary>
public static class ReportDocument
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The document, without a final newline.</summary>
    public static string Write(Report report) => JsonSerializer.Serialize(
        new
        {
            Version = 1,
            report.Title,
            report.MadeBy,
            Headlines = Headline.Of(report.Comparison),
            Comparison = ComparisonDocument.Entry(report.Comparison),
            report.Generation,
            report.Costs,
            report.Ranks,
            Forgetting = report.IsTrend ? TrendSection.Losses(report.Comparison) : null,
            report.Notes,
        },
        s_options);
}
