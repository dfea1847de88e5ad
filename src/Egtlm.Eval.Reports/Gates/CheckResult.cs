namespace Egtlm.Eval.Reports.Gates;

/// <summary>What became of a check, or of the whole gate.</summary>
public enum GateOutcome
{
    Pass,
    Breach,
    Inconclusive,

    /// <summary>Both sides did not do the same work: no number.</summary>
    Invalid,

    /// <summary>Neither side did the work, and nothing depends on it.</summary>
    Skipped,
}

/// <summary>One judged check of one task.</summary>
/// <param name="Check">The policy's line.</param>
/// <param name="Task">The task, or the benchmark of a mean.</param>
/// <param name="Metric">The metric that was taken, <c>main</c> resolved; as asked where it could not be.</param>
/// <param name="Values">Null where the outcome is invalid or skipped, or the check is hard.</param>
/// <param name="Reason">Why a check is invalid, skipped or breached without an interval.</param>
/// <param name="Warning">What a reader must know of its power; null for nothing.</param>
/// <param name="AdjustedP">Holm's p of the breach.</param>
public sealed record CheckResult(
    GateCheck Check,
    string Task,
    string Metric,
    GateOutcome Outcome,
    MetricDamage? Values = null,
    string? Reason = null,
    string? Warning = null,
    double? AdjustedP = null)
{
    /// <summary>The pairs that were compared; kept to see whether the two sides are one model.</summary>
    internal PairedRows? Pairs { get; init; }

    /// <summary>Such as <c>GenregText/zh bits_per_byte</c>; unique in a report.</summary>
    public string Name => Check.Subset is null ? $"{Task} {Metric}" : $"{Task}/{Check.Subset} {Metric}";

    /// <summary>Whether the gate's verdict depends on the outcome.</summary>
    public bool Decides => Check.Tier is GateTier.Hard or GateTier.Critical;

    /// <summary>Whether an invalid outcome makes the gate invalid.</summary>
    public bool MustBeValid => Check.Tier != GateTier.Advisory;
}

/// <summary>The gate's answer.</summary>
/// <param name="Outcome">Invalid before breach before inconclusive.</param>
public sealed record GateReport(
    GatePolicy Policy,
    string Baseline,
    string Candidate,
    ulong Seed,
    GateOutcome Outcome,
    IReadOnlyList<CheckResult> Checks)
{
    public static GateReport Of(
        GatePolicy policy, GateSide baseline, GateSide candidate, ulong seed, IReadOnlyList<CheckResult> checks)
    {
        var outcome = checks.Any(check => check.MustBeValid && check.Outcome == GateOutcome.Invalid)
            ? GateOutcome.Invalid
            : checks.Any(check => check.Decides && check.Outcome == GateOutcome.Breach) ? GateOutcome.Breach
            : checks.Any(check => check.Decides && check.Outcome == GateOutcome.Inconclusive) ? GateOutcome.Inconclusive
            : GateOutcome.Pass;
        return new GateReport(policy, baseline.Model, candidate.Model, seed, outcome, checks);
    }

    public int Count(GateOutcome outcome) => Checks.Count(check => check.Outcome == outcome);
}
