using Egtlm.Eval.Reports.Trends;

namespace Egtlm.Eval.Cli.Watching;

/// <summary>What people read of a checkpoint.</summary>
internal static class WatchText
{
    /// <summary>Such as <c>checkpoint-500  BREACH  42.0 s  results/run__checkpoint-500/1f2e</c>.</summary>
    public static string Of(TrendLine line)
    {
        var verdict = line.Verdict?.ToString().ToUpperInvariant() ?? (line.Error is null ? "SCORED" : "FAILED");
        string?[] parts = [line.Checkpoint, verdict, ProgressDisplay.Duration(line.Seconds), line.Results, line.Error];
        return string.Join("  ", parts.OfType<string>());
    }

    /// <summary>Failed or invalid before breach before inconclusive, as the gate has it.</summary>
    public static int Severity(int exitCode) => exitCode switch
    {
        ExitCode.Ok => 0,
        ExitCode.Inconclusive => 1,
        ExitCode.Breach => 2,
        _ => 3,
    };
}
