using Egtlm.Eval.Statistics;

namespace Egtlm.Eval.Reports.Gates;

/// <summary>Turns estimates into verdicts.</summary>
internal static class CheckVerdicts
{
    /// <summary>
    /// The verdict of each estimated check; breaches keep their name only where Holm agrees, checks that decide and
    /// others each among themselves. Others stay as they are.
    /// </summary>
    public static CheckResult[] Judge(IReadOnlyList<CheckResult> checks)
    {
        CheckResult[] judged = [.. checks];
        foreach (var group in Enumerable.Range(0, judged.Length)
            .Where(i => judged[i].Values is not null)
            .GroupBy(i => judged[i].Decides))
        {
            int[] places = [.. group];
            var adjusted = Holm.Adjust([.. places.Select(place => BreachP(judged[place]))]);
            foreach (var (place, p) in places.Zip(adjusted))
            {
                var verdict = Raw(judged[place]);
                judged[place] = judged[place] with
                {
                    AdjustedP = p,
                    Outcome = verdict == GateOutcome.Breach && p > Quantiles.Alpha ? GateOutcome.Inconclusive : verdict,
                    Warning = Warning(judged[place]),
                };
            }
        }

        return judged;
    }

    /// <summary>Passes checks whose items are equal where both sides are one model.</summary>
    /// <remarks>
    /// generation-regression.md §2.5. Equal answers to few yes-or-no items prove little; equal likelihoods or cosines
    /// of every item of every task, to the last bit, do.
    /// </remarks>
    public static CheckResult[] PassIdentical(IReadOnlyList<CheckResult> checks, bool isSameFolder)
    {
        CheckResult[] paired = [.. checks.Where(check => check.Pairs is { Rows.Count: > 0 })];
        var isSame = isSameFolder || (paired.All(check => check.Pairs!.AreEqual) && paired.Any(IsContinuous));
        return
        [
            .. checks.Select(check => isSame
                && check is { Values.Damage.Mean: 0, Outcome: GateOutcome.Inconclusive }
                ? check with { Outcome = GateOutcome.Pass, Warning = "equal on every item of every task: the same model" }
                : check),
        ];
    }

    /// <summary>A hard check: no item may be worse, and no <c>equal</c> may be 0.</summary>
    public static (GateOutcome Outcome, string? Reason) Hard(IReadOnlyList<PairedRow> rows, GateMetric metric)
    {
        var sign = metric.HigherIsBetter ? 1 : -1;
        PairedRow[] worse =
        [
            .. rows.Where(row => metric.Name == "equal"
                ? row.Candidate[metric.Value] != 1
                : !(sign * row.Candidate[metric.Value] >= sign * row.Baseline[metric.Value])),
        ];
        return worse.Length == 0
            ? (GateOutcome.Pass, null)
            : (GateOutcome.Breach, FormattableString.Invariant($"{worse.Length} of {rows.Count} items are worse: ")
                + string.Join(", ", worse.Take(3).Select(row => $"'{row.Split}/{row.Subset}/{row.Item}'")));
    }

    private static GateOutcome Raw(CheckResult check)
    {
        // Not null: Judge asks for values, the policy for a margin.
        var (damage, margin) = (check.Values!.Damage, check.Check.Margin!.Value);
        var verdict = IsTwoSided(check)
            ? Verdicts.Within(damage.Interval, Lowest(margin), margin)
            : damage.Against(margin);
        return verdict switch
        {
            Verdict.Pass => GateOutcome.Pass,
            Verdict.Breach => GateOutcome.Breach,
            Verdict.Inconclusive => GateOutcome.Inconclusive,
        };
    }

    private static double BreachP(CheckResult check)
    {
        // Not null: Judge asks for values, the policy for a margin.
        var (damage, margin) = (check.Values!.Damage, check.Check.Margin!.Value);
        var above = damage.BreachP(margin) ?? 1;
        return !IsTwoSided(check) || damage.StandardError is not { } error
            ? above
            : Math.Min(above, Breaches.P(-damage.Mean, error, -Lowest(margin), damage.DegreesOfFreedom));
    }

    /// <summary>A ratio of 1 + margin and its inverse are as bad: 0.25 allows 0.8 to 1.25.</summary>
    private static double Lowest(double margin) => (1 / (1 + margin)) - 1;

    private static bool IsTwoSided(CheckResult check) =>
        GateMetric.Find(check.Metric)?.Kind == MetricKind.RatioToBaseline;

    private static bool IsContinuous(CheckResult check) => check.Metric
        is "cosine_spearman" or "cosine_ap" or "nll_per_token" or GateMetric.BitsPerByte or "margin";

    private static string? Warning(CheckResult check)
    {
        // Not null: Judge asks for values, the policy for a margin.
        var (damage, margin) = (check.Values!.Damage, check.Check.Margin!.Value);
        if (damage.Interval is not { } interval)
        {
            return "one cluster has no interval: nothing can pass";
        }

        // What the verdict's own interval can tell apart counts too: no change at all in few items has no SE.
        var width = Math.Max(damage.MinimumDetectableEffect ?? 0, interval.Upper - damage.Mean);
        var times = Math.Pow(width / margin, damage.MinimumDetectableEffect > margin ? 2 : 1);
        return width <= margin ? null
            : !double.IsFinite(times) ? "too few clusters differ for a bound"
            : FormattableString.Invariant($"weak: {width:0.####} can be told apart, the margin is {margin}; ")
                + FormattableString.Invariant($"about {Math.Ceiling(times * damage.Clusters):0} clusters would do");
    }
}
