using Egtlm.Eval.Results;
using Egtlm.Eval.Statistics;

namespace Egtlm.Eval.Reports.Gates;

/// <summary>The gate's JSON document: <c>--json</c> and <c>gate.json</c>. Infinite bounds are texts.</summary>
public static class GateDocument
{
    /// <summary>The document, without a final newline.</summary>
    public static string Write(GateReport report) => ReportJson.Write(
        new
        {
            Version = 1,
            Ok = report.Outcome == GateOutcome.Pass,
            Verdict = report.Outcome,
            Policy = report.Policy.Name,
            report.Baseline,
            report.Candidate,
            report.Seed,
            Checks = report.Checks.Select(Entry),
        });

    /// <summary>Writes <c>gate.json</c> beside results.</summary>
    /// <exception cref="EvaluationException">The file cannot be written.</exception>
    public static Task SaveAsync(GateReport report, string resultFolder) => AtomicFile.WriteAsync(
        Path.Combine(resultFolder, ResultFolder.Gate), System.Text.Encoding.UTF8.GetBytes(Write(report) + "\n"));

    private static object Entry(CheckResult result)
    {
        var (check, damage) = (result.Check, result.Values?.Damage);
        return new
        {
            Check = check.Check,
            result.Task,
            check.Subset,
            result.Metric,
            check.Tier,
            Verdict = result.Outcome,
            result.Reason,
            Baseline = result.Values?.Baseline,
            Candidate = result.Values?.Candidate,
            Damage = damage?.Mean,
            Lower = damage?.Interval?.Lower,
            Upper = damage?.Interval?.Upper,
            Interval = damage?.Interval?.Method,
            CrossCheck = Bounds(damage?.CrossCheck),
            check.Margin,
            check.MarginKind,
            Items = damage?.Items,
            LeftOut = result.Values?.LeftOut,
            Clusters = damage?.Clusters,
            Discordant = damage?.Counts?.Discordant,
            McnemarP = damage?.Counts?.McNemarP,
            damage?.StandardError,
            damage?.MinimumDetectableEffect,
            HolmP = result.AdjustedP,
            result.Warning,
        };
    }

    private static object? Bounds(Interval? interval) => interval is null
        ? null
        : new { interval.Lower, interval.Upper, interval.Method };
}
