namespace Egtlm.Eval.Metrics;

/// <summary>
/// How often each class meets each cluster; the entropies and the mutual information that follow, in nats.
/// </summary>
/// <remarks>
/// Terms are summed in the order of sklearn/metrics/cluster/_supervised.py (scipy's <c>find</c>: by cluster).
/// </remarks>
internal sealed class Contingency
{
    private readonly (int Class, int Cluster, long Count)[] _cells;

    /// <param name="truth">Class per row.</param>
    /// <param name="predicted">Cluster per row.</param>
    public Contingency(IReadOnlyList<int> truth, IReadOnlyList<int> predicted)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(predicted.Count, truth.Count, nameof(predicted));
        Rows = truth.Count;
        var classes = Places(truth);
        var clusters = Places(predicted);
        ClassCounts = new long[classes.Count];
        ClusterCounts = new long[clusters.Count];
        var counts = new Dictionary<(int, int), long>();
        for (var row = 0; row < truth.Count; row++)
        {
            var cell = (Class: classes[truth[row]], Cluster: clusters[predicted[row]]);
            counts[cell] = counts.GetValueOrDefault(cell) + 1;
            ClassCounts[cell.Class]++;
            ClusterCounts[cell.Cluster]++;
        }

        _cells = [.. counts.Select(cell => (cell.Key.Item1, cell.Key.Item2, cell.Value))
            .OrderBy(cell => cell.Item2).ThenBy(cell => cell.Item1)];
    }

    public int Rows { get; }

    /// <summary>Rows per class, in the order of the class numbers; none is 0.</summary>
    public long[] ClassCounts { get; }

    /// <summary>Rows per cluster, in the order of the cluster numbers; none is 0.</summary>
    public long[] ClusterCounts { get; }

    /// <summary>Shannon entropy of a division of the rows; 1 without rows, as sklearn.</summary>
    public static double Entropy(long[] counts)
    {
        if (counts.Length <= 1)
        {
            return counts.Length == 0 ? 1 : 0;
        }

        double total = counts.Sum();
        return -NumpyMath.Sum([.. counts.Select(count => count / total * (Math.Log(count) - Math.Log(total)))]);
    }

    /// <summary>Mutual information of classes and clusters, at least 0.</summary>
    public double MutualInformation()
    {
        if (ClassCounts.Length <= 1 || ClusterCounts.Length <= 1)
        {
            return 0;
        }

        double total = Rows;
        var logTotal = Math.Log(total);
        double[] terms = [.. _cells.Select(cell =>
        {
            var share = cell.Count / total;
            var logExpected = -Math.Log(ClassCounts[cell.Class] * ClusterCounts[cell.Cluster]) + logTotal + logTotal;
            var term = (share * (Math.Log(cell.Count) - logTotal)) + (share * logExpected);
            return Math.Abs(term) < Math.BitIncrement(1.0) - 1 ? 0 : term;
        })];
        return Math.Max(NumpyMath.Sum(terms), 0);
    }

    private static Dictionary<int, int> Places(IReadOnlyList<int> labels) =>
        labels.Distinct().Order().Index().ToDictionary(place => place.Item, place => place.Index);
}
