using MathNet.Numerics;

namespace Egtlm.Eval.Metrics;

/// <summary>
/// Mutual information of classes and clusters, adjusted for chance with the mean of the entropies as its top.
/// </summary>
/// <remarks>
/// Vinh, Epps and Bailey 2010 (JMLR 11). Matches sklearn <c>adjusted_mutual_info_score</c> to 1e-9: log-factorials are
/// near 1e5 for 16384 rows, so a term of the expectation carries a relative error of about 1e-11 in either tool.
/// </remarks>
public static class AdjustedMutualInformation
{
    // Below this exp() is exactly 0, so a term that is skipped changes nothing.
    private const double LeastExponent = -746;

    private static readonly double Epsilon = Math.BitIncrement(1.0) - 1;

    /// <param name="truth">Class per row; any numbers.</param>
    /// <param name="predicted">Cluster per row; any numbers.</param>
    /// <returns>At most 1; near 0 for chance, negative below it; 1 without rows or with one class and one
    /// cluster.</returns>
    public static double Of(IReadOnlyList<int> truth, IReadOnlyList<int> predicted) =>
        Of(new Contingency(truth, predicted));

    internal static double Of(Contingency table)
    {
        if (table.ClassCounts.Length == table.ClusterCounts.Length && table.ClassCounts.Length <= 1)
        {
            return 1;
        }

        var expected = Expected(table);
        var top = (Contingency.Entropy(table.ClassCounts) + Contingency.Entropy(table.ClusterCounts)) / 2;
        return AwayFromZero(table.MutualInformation() - expected) / AwayFromZero(top - expected);
    }

    /// <summary>Mean mutual information of divisions of these sizes under the hypergeometric model.</summary>
    private static double Expected(Contingency table)
    {
        long[] a = table.ClassCounts, b = table.ClusterCounts;
        if (a.Length == 1 || b.Length == 1)
        {
            return 0;
        }

        var logFactorial = LogFactorials(table.Rows);

        // Equal sizes give equal terms, which are many when there are hundreds of classes.
        var terms = new Dictionary<(long, long), double>();
        var expected = 0.0;
        foreach (var classSize in a)
        {
            foreach (var clusterSize in b)
            {
                if (!terms.TryGetValue((classSize, clusterSize), out var term))
                {
                    term = Expected((int)classSize, (int)clusterSize, table.Rows, logFactorial);
                    terms.Add((classSize, clusterSize), term);
                }

                expected += term;
            }
        }

        return expected;
    }

    private static double Expected(int a, int b, int rows, double[] logFactorial)
    {
        var logSizes = Math.Log(a) + Math.Log(b) - Math.Log(rows);
        var fixedPart = logFactorial[a] + logFactorial[b] + logFactorial[rows - a] + logFactorial[rows - b]
            - logFactorial[rows];
        var sum = 0.0;
        for (var shared = Math.Max(1, a + b - rows); shared <= Math.Min(a, b); shared++)
        {
            var logChance = fixedPart - logFactorial[shared] - logFactorial[a - shared] - logFactorial[b - shared]
                - logFactorial[rows - a - b + shared];
            if (logChance > LeastExponent)
            {
                sum += (double)shared / rows * (Math.Log(shared) - logSizes) * Math.Exp(logChance);
            }
        }

        return sum;
    }

    /// <summary>ln k! for k up to <paramref name="most"/>.</summary>
    private static double[] LogFactorials(int most) =>
        [.. Enumerable.Range(0, most + 1).Select(SpecialFunctions.FactorialLn)];

    /// <summary>sklearn's guard against 0 / 0: at least one epsilon from zero, keeping the sign.</summary>
    private static double AwayFromZero(double value) =>
        value < 0 ? Math.Min(value, -Epsilon) : Math.Max(value, Epsilon);
}
