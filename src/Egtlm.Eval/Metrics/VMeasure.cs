namespace Egtlm.Eval.Metrics;

/// <summary>V-measure: the harmonic mean of homogeneity and completeness of a clustering.</summary>
/// <remarks>Rosenberg and Hirschberg 2007. Matches sklearn <c>v_measure_score</c> to 1e-9.</remarks>
public static class VMeasure
{
    /// <param name="truth">Class per row; any numbers.</param>
    /// <param name="predicted">Cluster per row; any numbers.</param>
    /// <returns>A value in [0, 1]; 1 without rows.</returns>
    public static double Of(IReadOnlyList<int> truth, IReadOnlyList<int> predicted) =>
        Of(new Contingency(truth, predicted));

    internal static double Of(Contingency table)
    {
        if (table.Rows == 0)
        {
            return 1;
        }

        var information = table.MutualInformation();
        var homogeneity = Share(information, Contingency.Entropy(table.ClassCounts));
        var completeness = Share(information, Contingency.Entropy(table.ClusterCounts));
        return homogeneity + completeness == 0
            ? 0
            : 2 * homogeneity * completeness / (homogeneity + completeness);
    }

    private static double Share(double information, double entropy) => entropy == 0 ? 1 : information / entropy;
}
