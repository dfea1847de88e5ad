namespace Egtlm.Eval.Statistics;

/// <summary>
/// Score interval for the difference of paired proportions: honest also when few or no items changed.
/// </summary>
/// <remarks>
/// Tango 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8&lt;891::AID-SIM780&gt;3.0.CO;2-B. The ends solve
/// (I − R − n·d) / √(n·(2q + d(1 − d))) = ±z, q the maximum likelihood share of repaired items given d. Without changes
/// that is ±z²/(n + z²).
/// </remarks>
public static class TangoInterval
{
    private const int MostHalvings = 200;

    /// <summary>One-sided 95 % bounds of the damage, each in [−1, 1].</summary>
    public static Interval Of(PairedCounts counts) => Of(counts, Quantiles.OneSided95);

    /// <summary>Bounds at another quantile of the normal law: 1.96 gives the two-sided 95 % interval.</summary>
    public static Interval Of(PairedCounts counts, double z)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(counts.Items);
        return new Interval(
            -Upper(counts.Repaired, counts.Damaged, counts.Items, z),
            Upper(counts.Damaged, counts.Repaired, counts.Items, z),
            IntervalKind.Tango);
    }

    /// <summary>The d above the observed difference where the score falls to −z.</summary>
    private static double Upper(double damaged, double repaired, double items, double z)
    {
        double inside = (damaged - repaired) / items, outside = 1;
        for (var i = 0; i < MostHalvings; i++)
        {
            var middle = inside + ((outside - inside) / 2);
            if (middle <= inside || middle >= outside)
            {
                break;
            }

            var excess = damaged - repaired - (items * middle)
                + (z * Math.Sqrt(items * Variance(damaged, repaired, items, middle)));
            (inside, outside) = excess >= 0 ? (middle, outside) : (inside, middle);
        }

        return outside;
    }

    /// <summary>2q + d(1 − d): n times the variance of the difference when it is d.</summary>
    private static double Variance(double damaged, double repaired, double items, double d)
    {
        var a = 2 * items;
        var b = -damaged - repaired + (((2 * items) - damaged + repaired) * d);
        var c = -repaired * d * (1 - d);
        var root = Math.Sqrt(Math.Max(0, (b * b) - (4 * a * c)));

        // The form that does not subtract like from like.
        var q = b > 0 ? -2 * c / (b + root) : (root - b) / (2 * a);
        return Math.Max(0, (2 * q) + (d * (1 - d)));
    }
}
