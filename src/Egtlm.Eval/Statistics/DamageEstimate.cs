namespace Egtlm.Eval.Statistics;

/// <summary>The damage of a candidate on one metric, with all that a verdict and its reader need.</summary>
/// <param name="Mean">The damage; positive is harm.</param>
/// <param name="StandardError">
/// Clustered where clusters were given; null where it is unknown (one item, one cluster).
/// </param>
/// <param name="Interval">The interval that decides; null where there is none: INCONCLUSIVE.</param>
/// <param name="CrossCheck">A second interval of another make, to look at.</param>
/// <param name="Items">Items compared.</param>
/// <param name="Clusters">Units of resampling: clusters, or items where there are none.</param>
/// <param name="Counts">Damaged, repaired and McNemar's p of binary items.</param>
/// <param name="DegreesOfFreedom">Of the t law that <see cref="BreachP"/> uses; null for the normal law.</param>
public sealed record DamageEstimate(
    double Mean,
    double? StandardError,
    Interval? Interval,
    Interval? CrossCheck,
    int Items,
    int Clusters,
    PairedCounts? Counts = null,
    double? DegreesOfFreedom = null)
{
    // z(0.95) + z(0.90), rounded up: a true damage of 0 passes a margin of this many SE in 9 of 10 runs.
    private const double SmallestDetectable = 2.93;

    /// <summary>2.93·SE: generation-regression.md §2.4.</summary>
    public double? MinimumDetectableEffect => SmallestDetectable * StandardError;

    /// <summary>Whether the margin is at least the minimum detectable effect; null where that is unknown.</summary>
    public bool? IsPowered(double margin) => MinimumDetectableEffect is { } effect ? margin >= effect : null;

    public Verdict Against(double margin) => Verdicts.Of(Interval, margin);

    /// <summary>
    /// P(law > (mean − margin)/SE), what Holm's correction needs; 0 or 1 without spread, null without SE.
    /// </summary>
    public double? BreachP(double margin) => StandardError is { } error
        ? Breaches.P(Mean, error, margin, DegreesOfFreedom)
        : null;
}
