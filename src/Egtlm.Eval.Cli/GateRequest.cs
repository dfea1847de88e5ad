using Egtlm.Eval.Reports.Gates;

namespace Egtlm.Eval.Cli;

/// <summary>What one <c>gate</c> was asked to do.</summary>
internal sealed record GateRequest
{
    /// <summary>Null to measure the noise floor alone.</summary>
    public required string? Candidate { get; init; }

    public required string? Baseline { get; init; }

    public required string Policy { get; init; }

    /// <summary>The seed when nobody asks for another.</summary>
    public const ulong UsualSeed = 42;

    public required ulong Seed { get; init; }

    /// <summary>Two result folders, or none.</summary>
    public required IReadOnlyList<string> NoiseFloor { get; init; }

    /// <summary>Pass, breach or inconclusive: what inconclusive counts as.</summary>
    public required GateOutcome Inconclusive { get; init; }

    public required string? JUnit { get; init; }

    public required string[] TasksFolders { get; init; }

    public required bool WritesJson { get; init; }
}
