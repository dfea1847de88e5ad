namespace Egtlm.Eval.Statistics;

/// <summary>What an interval says about a margin.</summary>
public enum Verdict
{
    /// <summary>The damage is at most the margin.</summary>
    Pass,

    /// <summary>The damage is more than the margin.</summary>
    Breach,

    /// <summary>The items cannot tell.</summary>
    Inconclusive,
}

/// <summary>The verdict rule: generation-regression.md §2.3.</summary>
public static class Verdicts
{
    /// <summary>
    /// PASS if the upper bound is at most <paramref name="margin"/>, BREACH if the lower bound is above it, otherwise,
    /// and where there is no interval, INCONCLUSIVE.
    /// </summary>
    public static Verdict Of(Interval? interval, double margin) => interval switch
    {
        null => Verdict.Inconclusive,
        _ when interval.Upper <= margin => Verdict.Pass,
        _ when interval.Lower > margin => Verdict.Breach,
        _ => Verdict.Inconclusive,
    };

    /// <summary>
    /// The rule for a change that is allowed on both sides, such as a ratio of lengths: PASS if the whole interval
    /// lies in [<paramref name="lowest"/>, <paramref name="highest"/>], BREACH if all of it lies outside on one side.
    /// </summary>
    public static Verdict Within(Interval? interval, double lowest, double highest) => interval switch
    {
        null => Verdict.Inconclusive,
        _ when interval.Lower >= lowest && interval.Upper <= highest => Verdict.Pass,
        _ when interval.Lower > highest || interval.Upper < lowest => Verdict.Breach,
        _ => Verdict.Inconclusive,
    };
}
