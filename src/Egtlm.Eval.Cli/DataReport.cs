using Egtlm.Eval.Data.Sources;

namespace Egtlm.Eval.Cli;

/// <summary>What <c>data</c> says of one task.</summary>
/// <param name="Source">Repository and commit, or folder.</param>
/// <param name="Findings">What is wrong; empty when all is well.</param>
internal sealed record DataReport(
    string Task, string Dataset, string Source, int Files, long Bytes, IReadOnlyList<string> Findings)
{
    /// <summary>Per subset and split; empty where they were not counted.</summary>
    public IReadOnlyList<LockedPart> Items { get; init; } = [];

    /// <summary>What to do about the findings, where they say it.</summary>
    public string? Hint { get; init; }
}
