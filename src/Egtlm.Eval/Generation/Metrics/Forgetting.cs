namespace Egtlm.Eval.Generation.Metrics;

/// <summary>What a training run had and lost.</summary>
public static class Forgetting
{
    /// <summary>
    /// F_k = best earlier value − value now, for each checkpoint; below 0 where it is the best so far.
    /// </summary>
    /// <param name="values">A metric at each checkpoint, oldest first.</param>
    /// <param name="isHigherBetter">False turns the sign, so that above 0 is always a loss.</param>
    /// <returns>As many; null for the first, which has none before it.</returns>
    /// <remarks>Source: generation-regression.md, G9; Chaudhry et al. 2018, arXiv:1801.10112, for one metric.</remarks>
    public static IReadOnlyList<double?> Of(IReadOnlyList<double> values, bool isHigherBetter = true)
    {
        ArgumentNullException.ThrowIfNull(values);
        var sign = isHigherBetter ? 1 : -1;
        var lost = new double?[values.Count];
        var best = double.NegativeInfinity;
        for (var k = 0; k < lost.Length; k++)
        {
            var now = sign * values[k];
            lost[k] = k == 0 ? null : best - now;
            best = Math.Max(best, now);
        }

        return lost;
    }
}
