using Egtlm.Eval.Reports.Gates;

namespace Egtlm.Eval.Benchmarks;

/// <summary>What each cluster adds to the damage, up to a factor and a constant; 0 where nothing changed.</summary>
internal static class RealHarms
{
    public static double[] Of(PairedRow[][] clusters, GateMetric metric) => metric.Kind switch
    {
        MetricKind.Spearman or MetricKind.AveragePrecision => OfRanks(clusters, metric),
        _ => [.. clusters.Select(cluster => cluster.Sum(row => Change(row, metric)))],
    };

    private static double Change(PairedRow row, GateMetric metric)
    {
        var change = row.Candidate[metric.Value] - row.Baseline[metric.Value];
        var isKnown = !(metric.MayBeMissing && double.IsNaN(change));
        return !isKnown ? 0 : metric.HigherIsBetter && metric.Kind != MetricKind.RatioToBaseline ? -change : change;
    }

    /// <summary>
    /// Growth of the squared distance to the gold rank, of which Spearman's correlation is made; for labels how far a
    /// positive fell, or a negative rose, in the order of scores.
    /// </summary>
    private static double[] OfRanks(PairedRow[][] clusters, GateMetric metric)
    {
        PairedRow[] rows = [.. clusters.SelectMany(cluster => cluster)];
        double[] Ranks(Func<PairedRow, double> value)
        {
            var ranks = new double[rows.Length];
            foreach (var (rank, place) in Enumerable.Range(0, rows.Length).OrderBy(i => value(rows[i])).Index())
            {
                ranks[place] = (double)rank / rows.Length;
            }

            return ranks;
        }

        var (before, after) = (Ranks(row => row.Baseline[metric.Value]), Ranks(row => row.Candidate[metric.Value]));
        var gold = Ranks(row => row.Baseline[metric.Size!]); // not null: both kinds have gold scores
        var place = 0;
        return [.. clusters.Select(cluster => cluster.Sum(row => Harm(row, place++)))];

        double Harm(PairedRow row, int i) => metric.Kind == MetricKind.Spearman
            ? Math.Pow(after[i] - gold[i], 2) - Math.Pow(before[i] - gold[i], 2)
            : (before[i] - after[i]) * (row.Baseline[metric.Size!] > 0 ? 1 : -1);
    }
}
