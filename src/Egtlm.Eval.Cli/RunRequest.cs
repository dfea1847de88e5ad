using Egtlm.Eval.Models;

namespace Egtlm.Eval.Cli;

/// <summary>What the user asked of <c>run</c>.</summary>
internal sealed record RunRequest
{
    public required IReadOnlyList<string> What { get; init; }

    /// <summary>A model folder or the name of a baseline; null for the built-in sample model.</summary>
    public string? Model { get; init; }

    public required EncoderOptions Encoder { get; init; }

    /// <summary>Lengths that vectors are cut to, a set of results each; empty for whole vectors.</summary>
    public IReadOnlyList<int> Dimensions { get; init; } = [];

    /// <summary><c>none</c>, <c>task</c>, the name of an instruction set or its file; null: from the profile.</summary>
    public string? Instructions { get; init; }

    /// <summary>A file of prompts of the user's own.</summary>
    public string? Prompts { get; init; }

    public required IReadOnlyList<string> Data { get; init; }

    /// <summary>No network, whatever happens.</summary>
    public bool IsOffline { get; init; }

    /// <summary>A lock file that the data must agree with; null for none.</summary>
    public string? Lock { get; init; }

    /// <summary>Results of a baseline whose distributions the model is held against; null for none.</summary>
    public string? DriftFrom { get; init; }

    public required IReadOnlyList<string> Subsets { get; init; }

    public required IReadOnlyList<string> TasksDirectories { get; init; }

    public required string Output { get; init; }

    public bool Overwrite { get; init; }

    public bool IsDryRun { get; init; }

    /// <summary>How long a dry run tries the model; 0 for not at all.</summary>
    public double CalibrationSeconds { get; init; }

    public bool IsVerbose { get; init; }

    public bool WritesJson { get; init; }
}
