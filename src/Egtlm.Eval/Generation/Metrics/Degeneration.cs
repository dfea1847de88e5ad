namespace Egtlm.Eval.Generation.Metrics;

/// <summary>From where on an answer counts as degenerate. The defaults are those of generation-regression.md.</summary>
public sealed record DegenerationRules
{
    /// <summary>n of the rep-n that is looked at.</summary>
    public int RepeatedLength { get; init; } = 4;

    /// <summary>More rep-n than this is degenerate.</summary>
    public double MostRepeated { get; init; } = 0.5;

    /// <summary>So many equal blocks at the end are degenerate.</summary>
    public int SuffixBlocks { get; init; } = 4;

    /// <summary>Longest such block, tokens.</summary>
    public int LongestPeriod { get; init; } = 64;

    /// <summary>Longest n-gram that may dominate, tokens.</summary>
    public int DominantLength { get; init; } = 4;

    /// <summary>Occurrences from which an n-gram may dominate.</summary>
    public int DominantCount { get; init; } = 4;

    /// <summary>An answer that did not end and has this share of one n-gram, or more, is degenerate.</summary>
    public double DominantShare { get; init; } = 0.9;
}

/// <summary>Why an answer is degenerate.</summary>
[Flags]
public enum DegenerationReasons
{
    None = 0,

    /// <summary>No token.</summary>
    Empty = 1,

    /// <summary>Too much rep-n.</summary>
    Repeated = 2,

    /// <summary>Equal blocks at the end.</summary>
    SuffixRepeats = 4,

    /// <summary>Did not end, and one n-gram covers nearly all.</summary>
    Dominated = 8,
}

/// <summary>Answers that are no longer text.</summary>
public static class Degeneration
{
    /// <summary>All reasons that hold.</summary>
    public static DegenerationReasons Of(TokenSequence answer, DegenerationRules rules)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(rules);
        var ids = answer.Ids;
        return If(ids.Count == 0, DegenerationReasons.Empty)
            | If(
                Repetition.RepeatedShare(ids, rules.RepeatedLength) > rules.MostRepeated,
                DegenerationReasons.Repeated)
            | If(
                Repetition.SuffixPeriod(ids, rules.SuffixBlocks, rules.LongestPeriod) is not null,
                DegenerationReasons.SuffixRepeats)
            | If(
                !answer.HasEnd && ids.Count > 0
                    && Repetition.DominantShare(ids, rules.DominantLength, rules.DominantCount) >= rules.DominantShare,
                DegenerationReasons.Dominated);
    }

    private static DegenerationReasons If(bool holds, DegenerationReasons reason) =>
        holds ? reason : DegenerationReasons.None;
}
