namespace Egtlm.Eval.Statistics;

/// <summary>
/// Bounds of a mean where few clusters changed at all, such as one query of 200: a resample often draws none of them,
/// so neither the t interval nor the bootstrap knows how many more there may be.
/// </summary>
/// <remarks>
/// Changed clusters are counted like discordant items and bounded by Tango's score interval, repairs left out of the
/// upper bound and damage out of the lower, then multiplied by the largest change. What was not seen may be larger than
/// what was: of k changes the largest counts (k + 1)/k times, the unbiased estimate of the end of a uniform law
/// (Goodman 1952, JASA 47, 622–630).
/// </remarks>
internal static class ScaledTango
{
    public static Interval Of(ClusterSums sums)
    {
        int damaged = 0, repaired = 0;
        var largest = 0.0;
        foreach (var sum in sums.Sums)
        {
            damaged += sum > 0 ? 1 : 0;
            repaired += sum < 0 ? 1 : 0;
            largest = Math.Max(largest, Math.Abs(sum));
        }

        var changed = Math.Max(1, damaged + repaired);
        var scale = largest * sums.Count / sums.TotalWeight * (changed + 1) / changed;
        return new Interval(
            scale * TangoInterval.Of(new PairedCounts(sums.Count, 0, repaired)).Lower,
            scale * TangoInterval.Of(new PairedCounts(sums.Count, damaged, 0)).Upper,
            IntervalKind.ScaledTango);
    }
}
