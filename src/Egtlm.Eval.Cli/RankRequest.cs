namespace Egtlm.Eval.Cli;

/// <summary>What one <c>rank</c> was asked to do.</summary>
internal sealed record RankRequest
{
    public required string Directory { get; init; }

    public required string Benchmark { get; init; }

    public required bool OnlyCommon { get; init; }

    /// <summary>Null for the scores that come with the program.</summary>
    public required string? PublishedFile { get; init; }

    /// <summary>Models shown from the top.</summary>
    public required int Top { get; init; }

    public required ulong Seed { get; init; }

    public required string[] TasksFolders { get; init; }

    public required bool WritesJson { get; init; }
}
