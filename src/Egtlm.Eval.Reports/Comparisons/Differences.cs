using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Statistics;

namespace Egtlm.Eval.Reports.Comparisons;

/// <summary>Turns damages into differences and their marks.</summary>
internal static class Differences
{
    // Two-sided; 5 % in each direction, as the gate's bounds.
    private const double Level = 2 * Quantiles.Alpha;

    /// <param name="value">Score of the model less that of the reference.</param>
    /// <param name="damage">The paired estimate; positive is harm. Null for none.</param>
    public static ScoreDifference Of(double value, MetricDamage? damage, bool higherIsBetter, string? note)
    {
        if (damage?.Damage is not { Interval: { } interval } estimate)
        {
            return new ScoreDifference(value, Note: note ?? (damage is null ? null : "too few items for an interval"));
        }

        // Damage grows as a score falls where higher is better.
        var (lower, upper) = higherIsBetter ? (-interval.Upper, -interval.Lower) : (interval.Lower, interval.Upper);
        var mark = interval.Lower > 0 ? DifferenceMark.Worse
            : interval.Upper < 0 ? DifferenceMark.Better
            : DifferenceMark.WithinNoise;
        return new ScoreDifference(
            value, mark, lower, upper, interval.Method, estimate.StandardError, estimate.Items, estimate.Clusters,
            Note: note);
    }

    /// <summary>Marks of one model's tasks that remain after Holm's correction.</summary>
    public static IReadOnlyList<ScoreDifference?> Corrected(
        IReadOnlyList<ScoreDifference?> differences, IReadOnlyList<MetricDamage?> damages)
    {
        int[] known = [.. Enumerable.Range(0, differences.Count)
            .Where(i => differences[i] is { Mark: not DifferenceMark.Unknown })];
        // Not null: only a damage gives a mark.
        var adjusted = Holm.Adjust([.. known.Select(i => TwoSidedP(damages[i]!.Damage))]);
        ScoreDifference?[] corrected = [.. differences];
        foreach (var (i, p) in known.Zip(adjusted))
        {
            var one = differences[i]!;
            corrected[i] = one with { HolmP = p, Mark = p <= Level ? one.Mark : DifferenceMark.WithinNoise };
        }

        return corrected;
    }

    private static double TwoSidedP(DamageEstimate damage)
    {
        if (damage.Mean == 0 || damage.BreachP(0) is not { } p)
        {
            return 1;
        }

        return Math.Min(1, 2 * Math.Min(p, 1 - p));
    }
}
