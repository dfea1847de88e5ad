using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Statistics;

namespace Egtlm.Eval.Benchmarks;

/// <summary>The paired items of a check as clusters, apart by split and subset where the metric is.</summary>
internal sealed class ResultItems(string name, IReadOnlyList<PairedRow> rows, GateMetric metric, GateCheck check)
{
    private static readonly BootstrapOptions s_once = new(0, Resamples: 1);

    public string Name => name;

    public GateMetric Metric => metric;

    public GateCheck Check => check;

    public double Margin => check.Margin!.Value; // not null: given to every check here

    /// <summary>Rows by part and cluster.</summary>
    public PairedRow[][][] Parts { get; } =
    [
        .. rows.GroupBy(row => metric.IsByPart ? (row.Split, row.Subset) : default)
            .Select(part => part.GroupBy(row => (row.Split, row.Subset, row.Cluster))
                .Select(cluster => cluster.ToArray()).ToArray()),
    ];

    public double Damage => Estimate(rows, s_once).Mean;

    /// <summary>What the gate estimates of rows.</summary>
    public DamageEstimate Estimate(IReadOnlyList<PairedRow> some, BootstrapOptions bootstrap) =>
        MetricDamage.Of(some, metric, check, bootstrap).Damage;

    /// <summary>The damage of all clusters, each so many times.</summary>
    public double DamageOf(int[][] times) =>
        Estimate([.. Parts.SelectMany((part, p) => Repeat(part, times[p]))], s_once).Mean;

    /// <summary>Clusters drawn by part from numbers of clusters, each drawn one a cluster of its own.</summary>
    public PairedRow[] Draw(ulong key, int[][] numbers, int? clusters)
    {
        var drawn = new List<PairedRow>();
        var place = 0;
        foreach (var (part, from) in Parts.Zip(numbers))
        {
            for (var count = clusters ?? part.Length; count > 0; count--)
            {
                var cluster = part[from[CounterRandom.Below(key, place++, from.Length)]];
                var own = place.ToString(System.Globalization.CultureInfo.InvariantCulture);
                drawn.AddRange(cluster.Select(row => row with { Cluster = own }));
            }
        }

        return [.. drawn];
    }

    /// <summary>All items with the candidate moved, so that the damage is the margin.</summary>
    /// <remarks>A mean moves with its items; a ratio does where each moves in proportion to its size.</remarks>
    public ResultItems Shifted()
    {
        var missing = (Margin - Damage) * (metric.HigherIsBetter && metric.Kind != MetricKind.RatioToBaseline ? -1 : 1);
        return new ResultItems(name, [.. rows.Select(Moved)], metric, check);

        PairedRow Moved(PairedRow row)
        {
            var unit = check.MarginKind == MarginKind.Relative ? row.Baseline[metric.Value]
                : metric.Size is null ? 1
                : metric.Name == GateMetric.BitsPerByte ? Math.Log(2) * row.Baseline[metric.Size]
                : row.Baseline[metric.Size];
            return row with
            {
                Candidate = new Dictionary<string, double>(row.Candidate)
                {
                    [metric.Value] = row.Candidate[metric.Value] + (missing * unit),
                },
            };
        }
    }

    private static IEnumerable<PairedRow> Repeat(PairedRow[][] part, int[] times) => part.SelectMany(
        (cluster, c) => Enumerable.Range(0, times[c])
            .SelectMany(copy => cluster.Select(row => row with { Cluster = $"{c} {copy}" })));
}
