using System.Globalization;
using System.Text;
using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>One <c>gate</c>: read, judge, write.</summary>
internal static class GateSession
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(GateRequest request, Shell shell, CancellationToken cancellation)
    {
        if (request.Candidate is not null)
        {
            return (await JudgeAsync(request, shell, cancellation)).ExitCode;
        }

        var policy = GatePolicyFile.Find(request.Policy, request.TasksFolders);
        var noise = await NoiseAsync(request, policy, shell, cancellation);
        WriteNoise(noise!, request, shell); // not null: the command line asks for one of the two
        return ExitCode.Ok;
    }

    /// <summary>Judges the request's candidate, writes what was asked for and says what came out.</summary>
    public static async Task<(GateReport Report, int ExitCode)> JudgeAsync(
        GateRequest request, Shell shell, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request.Candidate);
        ArgumentNullException.ThrowIfNull(request.Baseline);
        var catalog = TaskCatalog.Load(request.TasksFolders);
        var policy = GatePolicyFile.Find(request.Policy, request.TasksFolders);
        var noise = await NoiseAsync(request, policy, shell, cancellation);
        var baseline = await GateSide.OpenAsync(request.Baseline, cancellation);
        var candidate = await GateSide.OpenAsync(request.Candidate, cancellation);
        noise ??= await NoiseFloor.ReadAsync(baseline.Folder, cancellation);
        var run = new GateRun(policy, catalog, baseline, candidate, request.Seed, noise);
        var report = await run.RunAsync(cancellation);
        await WriteAsync(report, request, candidate.Folder, shell, cancellation);
        return (report, CodeOf(report.Outcome == GateOutcome.Inconclusive ? request.Inconclusive : report.Outcome));
    }

    /// <summary>The floor of the two runs that were given; null for none.</summary>
    private static async Task<NoiseFloor?> NoiseAsync(
        GateRequest request, GatePolicy policy, Shell shell, CancellationToken cancellation) =>
        request.NoiseFloor is [var first, var second]
            ? await MeasureAsync((first, second), policy, TaskCatalog.Load(request.TasksFolders), shell, cancellation)
            : null;

    private static int CodeOf(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Pass or GateOutcome.Skipped => ExitCode.Ok,
        GateOutcome.Breach => ExitCode.Breach,
        GateOutcome.Inconclusive => ExitCode.Inconclusive,
        GateOutcome.Invalid => ExitCode.Failed,
    };

    private static async Task<NoiseFloor> MeasureAsync(
        (string First, string Second) runs,
        GatePolicy policy,
        TaskCatalog catalog,
        Shell shell,
        CancellationToken cancellation)
    {
        var first = await GateSide.OpenAsync(runs.First, cancellation);
        var second = await GateSide.OpenAsync(runs.Second, cancellation);
        var noise = await NoiseFloor.MeasureAsync(policy, catalog, first, second, cancellation);
        await noise.WriteAsync(first.Folder);
        shell.Info($"noise    floor of {noise.Floors.Count} checks, kept in {first.Folder}");
        return noise;
    }

    private static void WriteNoise(NoiseFloor noise, GateRequest request, Shell shell)
    {
        if (request.WritesJson)
        {
            shell.Result(JsonOutput.Write(new { Version = 1, Ok = true, noise.First, noise.Second, noise.Floors }));
            return;
        }

        string[][] rows = [.. noise.Floors.Select(floor => (string[])
            [floor.Key, Text(floor.Value), Text(3 * floor.Value)])];
        Array.ForEach([.. TextTable.Lines(["check", "noise floor>", "finest margin>"], rows)], shell.Result);
    }

    private static async Task WriteAsync(
        GateReport report, GateRequest request, string folder, Shell shell, CancellationToken cancellation)
    {
        await GateDocument.SaveAsync(report, folder);
        if (request.JUnit is { } junit)
        {
            await AtomicFile.WriteAsync(junit, Encoding.UTF8.GetBytes(GateJUnit.Write(report, request.Inconclusive)));
        }

        if (shell.Variable("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary)
        {
            await AppendAsync(summary, GateText.Markdown(report), cancellation);
        }

        if (request.WritesJson)
        {
            shell.Result(GateDocument.Write(report));
            return;
        }

        shell.Info($"baseline   {report.Baseline}");
        shell.Info($"candidate  {report.Candidate}");
        string[][] verdicts = [.. report.Checks.Select(GateText.Verdict)];
        string[][] power = [.. report.Checks.Select(GateText.Power).OfType<string[]>()];
        Array.ForEach([.. TextTable.Lines([.. GateText.VerdictHeaders], verdicts)], shell.Result);
        if (power.Length > 0)
        {
            shell.Result("");
            Array.ForEach([.. TextTable.Lines([.. GateText.PowerHeaders], power)], shell.Result);
        }

        shell.Result("");
        foreach (var note in GateText.Notes(report))
        {
            shell.Result($"note  {note}");
        }

        shell.Result(GateText.Summary(report));
    }

    /// <summary>Steps before this one may have written to the file.</summary>
    private static async Task AppendAsync(string path, string text, CancellationToken cancellation)
    {
        try
        {
            await File.AppendAllTextAsync(path, text, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException(
                $"cannot write '{path}': {error.Message}", "unset GITHUB_STEP_SUMMARY to do without", error);
        }
    }

    private static string Text(double value) => value.ToString("g4", CultureInfo.InvariantCulture);
}
