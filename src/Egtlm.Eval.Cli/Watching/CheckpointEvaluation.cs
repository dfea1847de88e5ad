using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Reports.Trends;
using Egtlm.Eval.Running;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli.Watching;

/// <summary>Scores one checkpoint as <c>run</c> does and judges it as <c>gate</c> does.</summary>
/// <param name="benchmarks">What is scored.</param>
/// <param name="shell">stdout is left alone.</param>
internal sealed class CheckpointEvaluation(
    WatchRequest request, IReadOnlyList<string> benchmarks, Shell shell, TimeProvider time)
{
    /// <summary>Under which name results of a model folder are filed: run/checkpoint.</summary>
    private string NameOf(string path) => string.Join(
        '/', request.Run.Encoder.Name ?? FolderName(request.Directory), FolderName(path));

    /// <summary>Scores a model folder; what is scored already is skipped.</summary>
    /// <param name="baseline">Results that drift is measured from where they hold what it needs; null for none.</param>
    /// <exception cref="OperationCanceledException">Of <paramref name="cancellation"/>.</exception>
    public async Task<RunEnd> ScoreAsync(string path, string? baseline, CancellationToken cancellation)
    {
        var run = request.Run with
        {
            What = [.. benchmarks.Where(name => name != DriftPlan.TaskName)],
            DriftFrom = benchmarks.Contains(DriftPlan.TaskName) && DriftPlan.CanMeasureFrom(baseline) ? baseline : null,
            Model = path,
            Encoder = request.Run.Encoder with { Name = NameOf(path) },
        };
        var end = await RunSession.ScoreAsync(run, shell.WithoutResult(), cancellation);
        return end.Summary.IsCancelled ? throw new OperationCanceledException(cancellation) : end;
    }

    /// <summary>Scores and judges a checkpoint; whatever fails is in the line.</summary>
    /// <param name="baseline">Its results; null for no gate.</param>
    /// <exception cref="OperationCanceledException">Of <paramref name="cancellation"/>.</exception>
    public async Task<TrendLine> RunAsync(
        CheckpointFolder folder, string? revision, string? baseline, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var line = new TrendLine
        {
            Checkpoint = folder.Name,
            Step = folder.Step,
            Revision = revision,
            Date = default,
            Verdict = null,
            ExitCode = ExitCode.Failed,
            Scores = [],
            Seconds = 0,
        };
        try
        {
            var end = await ScoreAsync(folder.Path, baseline, cancellation);
            line = WithScores(line, end);
            line = line.Error is null && baseline is not null
                ? await JudgedAsync(line, end.Folder, baseline, cancellation)
                : line;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            // The checkpoint boundary: whatever one does must not cost the others.
            shell.Error($"{folder.Name}: {error.Message}", (error as EvaluationException)?.Hint);
            line = line with { ExitCode = ExitCode.Failed, Error = error.Message };
        }

        var seconds = time.GetElapsedTime(start).TotalSeconds;
        return line with { Date = time.GetUtcNow(), Seconds = Math.Round(seconds, 1) };
    }

    private TrendLine WithScores(TrendLine line, RunEnd end)
    {
        var failed = end.Summary.Outcomes.FirstOrDefault(outcome => outcome.Cause is not null);
        return line with
        {
            ExitCode = end.ExitCode,
            Results = Path.GetRelativePath(request.Run.Output, end.Folder).Replace('\\', '/'),
            Scores = [.. end.Summary.Outcomes.Where(outcome => outcome.Cause is null).Select(ScoreOf)],
            Error = failed is null ? null : $"{failed.Task}: {failed.Cause!.Message}", // not null: asked for above
        };
    }

    private async Task<TrendLine> JudgedAsync(
        TrendLine line, string candidate, string baseline, CancellationToken cancellation)
    {
        var gate = new GateRequest
        {
            Candidate = candidate,
            Baseline = baseline,
            Policy = request.Policy,
            Seed = GateRequest.UsualSeed,
            NoiseFloor = [],
            Inconclusive = request.Inconclusive,
            JUnit = null,
            TasksFolders = [TaskFiles.BuiltInDirectory(), .. request.Run.TasksDirectories],
            WritesJson = false,
        };
        var (report, code) = await GateSession.JudgeAsync(gate, shell.WithoutResult(), cancellation);
        var invalid = report.Checks.FirstOrDefault(check => check.MustBeValid && check.Outcome == GateOutcome.Invalid);
        return line with
        {
            ExitCode = code,
            Verdict = report.Outcome,
            Policy = report.Policy.Name,
            Baseline = report.Baseline,
            Error = invalid is null ? null : $"{invalid.Name}: {invalid.Reason}",
        };
    }

    private static TrendScore ScoreOf(TaskOutcome outcome) => new(
        outcome.Task,
        outcome.MainMetric,
        outcome.MainScore is { } score && double.IsFinite(score) ? score : null);

    private static string FolderName(string path) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
}
