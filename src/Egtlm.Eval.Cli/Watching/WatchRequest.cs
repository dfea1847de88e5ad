using Egtlm.Eval.Reports.Gates;

namespace Egtlm.Eval.Cli.Watching;

/// <summary>What the user asked of <c>watch</c>.</summary>
internal sealed record WatchRequest
{
    /// <summary>The word for the first checkpoint of the trend.</summary>
    public const string First = "first";

    /// <summary>The folder that holds the checkpoint folders.</summary>
    public required string Directory { get; init; }

    public required string Policy { get; init; }

    /// <summary>A result folder, a model folder or <see cref="First"/>; null for scores without a gate.</summary>
    public string? Baseline { get; init; }

    /// <summary>Tasks and benchmarks; empty for those that the policy checks.</summary>
    public required IReadOnlyList<string> Benchmarks { get; init; }

    /// <summary>How each checkpoint is run: everything but what, which model and under which name.</summary>
    public required RunRequest Run { get; init; }

    public required GateOutcome Inconclusive { get; init; }

    public required TimeSpan Settle { get; init; }

    public required TimeSpan Interval { get; init; }

    public required string DoneFile { get; init; }

    /// <summary>Evaluates what is there and ends.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Tries checkpoints again that failed in an earlier watch.</summary>
    public bool Retries { get; init; }

    public bool WritesJson { get; init; }
}
