using System.Globalization;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;

namespace Egtlm.Eval.Cli;

/// <summary>What a run prints at its end: a table or JSON on stdout, advice on stderr.</summary>
internal static class RunOutput
{
    /// <summary>The scores of a run, failures last.</summary>
    public static void Write(
        RunRequest request,
        LoadedModel model,
        RunSummary summary,
        IReadOnlyList<BenchmarkResult> benchmarks,
        Shell shell)
    {
        var folder = FolderOf(request, model);
        if (request.WritesJson)
        {
            shell.Result(JsonOutput.Write(Document(model, summary, benchmarks, folder)));
        }
        else
        {
            string[][] rows = [.. summary.Outcomes.Where(outcome => outcome.Cause is null).Select(Row)];
            string[] headers = ["task", "metric", "score>", "time>", "dimensions>"];
            var columns = request.Dimensions.Count == 0 ? ..4 : ..5;
            WriteLines(
                rows.Length == 0 ? [] : TextTable.Lines(headers[columns], [.. rows.Select(row => row[columns])]), shell);
            WriteLines(benchmarks.SelectMany(benchmark => benchmark.Lines()), shell);
        }

        foreach (var incomplete in benchmarks.Where(benchmark => benchmark.Missing.Count > 0))
        {
            shell.Info($"no mean over {incomplete.Benchmark}: no score of {string.Join(", ", incomplete.Missing)}");
        }

        Advise(request, summary, folder, shell);
    }

    internal static string FolderOf(RunRequest request, LoadedModel model) =>
        new ResultStore(request.Output, model.Encoder.Identity).Folder;

    private static object Document(
        LoadedModel model, RunSummary summary, IReadOnlyList<BenchmarkResult> benchmarks, string folder) => new
        {
            Version = 1,
            Ok = !summary.IsCancelled && summary.Count(RunStatus.Failed) == 0,
            summary.IsCancelled,
            Model = model.Encoder.Identity,
            Results = folder,
            Benchmarks = benchmarks,
            Tasks = summary.Outcomes.Select(outcome => new
            {
                Name = outcome.Task,
                outcome.Status,
                Metric = outcome.MainMetric,
                outcome.Dimensions,

                // JSON has no NaN; mteb writes one for a correlation of constants.
                MainScore = outcome.MainScore is { } score && double.IsFinite(score) ? score : (double?)null,
                outcome.Seconds,
                Error = outcome.Cause is { } cause
                    ? new { cause.Message, Hint = (cause as EvaluationException)?.Hint }
                    : null,
            }),
        };

    private static string[] Row(TaskOutcome outcome) =>
    [
        outcome.Task,
        outcome.MainMetric,
        outcome.MainScore?.ToString("F6", CultureInfo.InvariantCulture) ?? "",
        outcome.Status == RunStatus.Skipped ? "finished earlier" : ProgressDisplay.Duration(outcome.Seconds),
        outcome.Dimensions?.ToString(CultureInfo.InvariantCulture) ?? "",
    ];

    private static void Advise(RunRequest request, RunSummary summary, string folder, Shell shell)
    {
        foreach (var outcome in summary.Outcomes)
        {
            if (outcome.Cause is { } cause)
            {
                ReportFailure(request, outcome.Task, cause, shell);
            }
        }

        var (done, skipped, failed) =
            (summary.Count(RunStatus.Finished), summary.Count(RunStatus.Skipped), summary.Count(RunStatus.Failed));
        shell.Info(string.Create(
            CultureInfo.InvariantCulture,
            $"{done} run, {skipped} finished earlier, {failed} failed; results in {folder}"));
        if (summary.IsCancelled)
        {
            shell.Error("cancelled; everything that was finished is written", "give the same command again to go on from there");
        }
        else if (request.Model is null)
        {
            shell.Info("next     egtlm-eval run available --model DIR --data DIR scores your model on your data; egtlm-eval model DIR explains a folder");
        }
    }

    private static void ReportFailure(RunRequest request, string task, Exception cause, Shell shell)
    {
        if (cause is EvaluationException failure)
        {
            shell.Error($"{task}: {failure.Message}", failure.Hint);
            return;
        }

        shell.Error(
            $"{task}: unexpected {cause.GetType().Name}: {cause.Message}",
            request.IsVerbose ? null : "this is a bug in egtlm-eval; --verbose shows where");
        if (request.IsVerbose)
        {
            shell.Info(cause.ToString());
        }
    }

    private static void WriteLines(IEnumerable<string> lines, Shell shell)
    {
        foreach (var line in lines)
        {
            shell.Result(line);
        }
    }
}
