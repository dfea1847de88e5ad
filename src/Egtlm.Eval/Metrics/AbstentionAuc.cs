namespace Egtlm.Eval.Metrics;

/// <summary>
/// Normalised area under the abstention curve (nAUC): how well a confidence tells which queries to drop. 1 is the
/// oracle that drops the worst queries, 0 is no use.
/// </summary>
/// <remarks>
/// Gisserot-Boukhlef et al. 2024, arXiv:2402.12997. Matches mteb <c>nauc</c>, also in the last bit of its means: a
/// constant metric gives NaN only when the rounding of all means agrees.
/// </remarks>
public static class AbstentionAuc
{
    private const int Steps = 10;

    /// <summary>
    /// nAUC of <paramref name="metric"/> under <paramref name="confidence"/>, one value per query each.
    /// </summary>
    public static double Of(ReadOnlySpan<double> confidence, ReadOnlySpan<double> metric) =>
        Normalised(Curve(AscendingOrder(confidence), metric), Curve(AscendingOrder(metric), metric));

    /// <summary>
    /// The area between the flat and the oracle curve that <paramref name="curve"/> covers; NaN when there is none.
    /// </summary>
    public static double Normalised(ReadOnlySpan<double> curve, ReadOnlySpan<double> oracle)
    {
        double flat = oracle[0] * (Rate(Steps - 1) - Rate(0)), best = Area(oracle);
        return best == flat ? double.NaN : (Area(curve) - flat) / (best - flat);
    }

    /// <summary>
    /// Mean of the metric over the queries left when the first 0 %, 10 %, …, 90 % of <paramref name="order"/> are
    /// dropped.
    /// </summary>
    public static double[] Curve(ReadOnlySpan<int> order, ReadOnlySpan<double> metric)
    {
        var ordered = new double[order.Length];
        for (var i = 0; i < ordered.Length; i++)
        {
            ordered[i] = metric[order[i]];
        }

        var curve = new double[Steps];
        for (var step = 0; step < Steps; step++)
        {
            var dropped = (int)Math.Round(Rate(step) * ordered.Length, MidpointRounding.ToEven);
            curve[step] = NumpyMath.Mean(ordered.AsSpan(Math.Min(dropped, ordered.Length - 1)));
        }

        return curve;
    }

    /// <summary>Indices by ascending value, stable, NaN last (<c>np.argsort(stable=True)</c>).</summary>
    public static int[] AscendingOrder(ReadOnlySpan<double> values)
    {
        var keys = values.ToArray();
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => keys[a] < keys[b] ? -1
            : keys[a] > keys[b] ? 1
            : double.IsNaN(keys[a]) != double.IsNaN(keys[b]) ? (double.IsNaN(keys[a]) ? 1 : -1)
            : a - b);
        return order;
    }

    // numpy.linspace(0, 1, 11): 0.3 comes out as 0.30000000000000004.
    private static double Rate(int step) => step * 0.1;

    /// <summary>Area by the trapezoid rule. Source: numpy <c>trapezoid</c>, whose sum is pairwise.</summary>
    private static double Area(ReadOnlySpan<double> curve)
    {
        var parts = new double[Steps - 1];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = (Rate(i + 1) - Rate(i)) * (curve[i + 1] + curve[i]) / 2.0;
        }

        return NumpyMath.Sum(parts);
    }
}
