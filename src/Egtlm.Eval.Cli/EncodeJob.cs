using Egtlm.Eval.Encoders;
using Egtlm.Eval.Models;

namespace Egtlm.Eval.Cli;

/// <summary>What the user asked of <c>encode</c>.</summary>
internal sealed record EncodeJob
{
    public required string Model { get; init; }

    public required EncoderOptions Encoder { get; init; }

    /// <summary>A file of texts, or <c>-</c> for stdin.</summary>
    public required string Input { get; init; }

    /// <summary>A .npy or .parquet file; null prints similarities of a few texts.</summary>
    public string? Output { get; init; }

    public PromptType PromptType { get; init; }

    /// <summary>An instruction of the user's own.</summary>
    public string? Instruction { get; init; }

    /// <summary>A task whose instruction or prompt is taken.</summary>
    public string? Task { get; init; }

    public IReadOnlyList<string> TasksDirectories { get; init; } = [];

    /// <summary>Lengths that vectors are cut to, a file each; empty for whole vectors.</summary>
    public IReadOnlyList<int> Dimensions { get; init; } = [];

    public bool WritesJson { get; init; }
}
