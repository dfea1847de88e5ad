using Egtlm.Eval.Reports.Comparisons;

namespace Egtlm.Eval.Reports.Pages;

/// <summary><c>report.json</c>: every number of the pages. Infinite bounds are texts.</summary>
public static class ReportDocument
{
    /// <summary>The document, without a final newline.</summary>
    public static string Write(Report report) => ReportJson.Write(
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
        });
}
