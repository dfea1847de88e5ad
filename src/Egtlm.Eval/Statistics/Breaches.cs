namespace Egtlm.Eval.Statistics;

/// <summary>Verdicts of many checks, so that among many a noisy one does not accuse.</summary>
public static class Breaches
{
    /// <summary>
    /// p of "the damage is at most the margin": P(law > (difference − margin)/SE); without spread 0 above the margin,
    /// else 1.
    /// </summary>
    /// <param name="degreesOfFreedom">Of Student's t law; null for the normal law.</param>
    public static double P(double difference, double standardError, double margin, double? degreesOfFreedom = null)
    {
        if (standardError == 0)
        {
            return difference > margin ? 0 : 1;
        }

        return Quantiles.TailAbove((difference - margin) / standardError, degreesOfFreedom);
    }

    /// <summary>
    /// The verdicts of one gate: a PASS needs no correction (all checks must pass), a BREACH is kept only where Holm's
    /// adjusted p is at most 0.05 too, otherwise it is INCONCLUSIVE.
    /// </summary>
    /// <returns>
    /// Verdict and adjusted p of each check in the order given; p is 1 where there is no standard error.
    /// </returns>
    public static IReadOnlyList<(Verdict Verdict, double AdjustedP)> Judge(
        IReadOnlyList<(DamageEstimate Damage, double Margin)> checks)
    {
        var adjusted = Holm.Adjust([.. checks.Select(check => check.Damage.BreachP(check.Margin) ?? 1)]);
        return
        [
            .. checks.Zip(adjusted, (check, p) => check.Damage.Against(check.Margin) switch
            {
                Verdict.Breach when p > Quantiles.Alpha => (Verdict.Inconclusive, p),
                var verdict => (verdict, p),
            }),
        ];
    }
}
