namespace Egtlm.Eval.Statistics;

/// <summary>Holm's correction for many tests.</summary>
public static class Holm
{
    /// <summary>
    /// Adjusted p in the order given: step-down, running maximum, at most 1. A test rejects where it is ≤ α.
    /// </summary>
    /// <remarks>Holm 1979, Scandinavian Journal of Statistics 6, 65–70.</remarks>
    public static double[] Adjust(IReadOnlyList<double> p)
    {
        var adjusted = new double[p.Count];
        var highest = 0.0;
        var rest = p.Count;
        foreach (var index in Enumerable.Range(0, p.Count).OrderBy(i => p[i]))
        {
            highest = Math.Max(highest, Math.Min(1, rest-- * p[index]));
            adjusted[index] = highest;
        }

        return adjusted;
    }
}
