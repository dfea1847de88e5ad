using Egtlm.Eval.Reports.Gates;

namespace Egtlm.Eval.Reports.Trends;

/// <summary>The main score of a task.</summary>
/// <param name="Score">Mean over the task's splits and subsets; null where it is not a number.</param>
public sealed record TrendScore(string Task, string Metric, double? Score);

/// <summary>What became of one checkpoint of a training run: a line of <c>trend.jsonl</c>.</summary>
public sealed record TrendLine
{
    public int Version { get; init; } = TrendFile.SupportedVersion;

    /// <summary>Name of the checkpoint's folder.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>Training step: the number in the folder's name; null where it has none.</summary>
    public required long? Step { get; init; }

    /// <summary>Digest of the weights, the revision of the results; null where they could not be read.</summary>
    public required string? Revision { get; init; }

    /// <summary>When the checkpoint was done with, UTC.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Of the gate; null where there was nothing to compare with, or the checkpoint failed before.</summary>
    public required GateOutcome? Verdict { get; init; }

    /// <summary>0 passed or only scored, 3 breach, 4 inconclusive, 1 failed or invalid.</summary>
    public required int ExitCode { get; init; }

    /// <summary>In the order of the run; empty for a checkpoint that failed before its first score.</summary>
    public required IReadOnlyList<TrendScore> Scores { get; init; }

    /// <summary>Wall-clock seconds, gate included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Result folder relative to that of the trend file, with <c>/</c>; null where there is none.</summary>
    public string? Results { get; init; }

    /// <summary>Name of the policy; null without a gate.</summary>
    public string? Policy { get; init; }

    /// <summary>The model that was compared with, as <c>name@revision</c>; null without a gate.</summary>
    public string? Baseline { get; init; }

    /// <summary>Why the checkpoint failed, or the gate is invalid.</summary>
    public string? Error { get; init; }
}
