using Egtlm.Eval.Metrics;
using Egtlm.Eval.Statistics;

namespace Egtlm.Eval.Reports.Gates;

/// <summary>A metric on both sides and its damage.</summary>
/// <param name="LeftOut">Items without a value on one side.</param>
public sealed record MetricDamage(double Baseline, double Candidate, DamageEstimate Damage, int LeftOut = 0)
{
    /// <summary>Estimates a check's damage by the kind of its metric.</summary>
    /// <exception cref="EvaluationException">The items have no such statistic.</exception>
    public static MetricDamage Of(
        IReadOnlyList<PairedRow> rows, GateMetric metric, GateCheck check, BootstrapOptions bootstrap)
    {
        var kept = metric.MayBeMissing
            ? [.. rows.Where(row => !double.IsNaN(row.Baseline[metric.Value] + row.Candidate[metric.Value]))]
            : rows;
        if (kept.Count == 0)
        {
            throw new EvaluationException($"no item has a value of '{metric.Name}' on both sides");
        }

        var parts = metric.IsByPart
            ? kept.GroupBy(row => (row.Split, row.Subset))
                .Select(part => new PairedSet([.. part], metric, check)).ToArray()
            : [new PairedSet(kept, metric, check)];
        ulong SeedOf(int place) => CounterRandom.SeedOf(FormattableString.Invariant($"part {place}"), bootstrap.Seed);
        MetricDamage[] damages =
            [.. parts.Select((part, place) => OfSet(part, bootstrap with { Seed = SeedOf(place) }))];
        return Average(damages) with { LeftOut = rows.Count - kept.Count };
    }

    /// <summary>The unweighted mean of independent damages.</summary>
    /// <remarks>
    /// Bounds by the MOVER: each part's distance to its own bound takes the place of a standard error (Zou and Donner
    /// 2008, doi:10.1002/sim.3095), so that what widened one interval widens the mean's. No interval where a
    /// part has none.
    /// </remarks>
    public static MetricDamage Average(IReadOnlyList<MetricDamage> parts)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        DamageEstimate[] damages = [.. parts.Select(part => part.Damage)];
        var mean = damages.Average(damage => damage.Mean);
        var hasErrors = damages.All(damage => damage.StandardError is not null);
        double Distance(Func<DamageEstimate, double> of) =>
            Math.Sqrt(damages.Sum(damage => of(damage) * of(damage))) / damages.Length;

        // Not null: asked for in the same line.
        var error = hasErrors ? Distance(damage => damage.StandardError!.Value) : (double?)null;
        var interval = damages.All(damage => damage.Interval is not null)
            ? new Interval(
                mean - Distance(damage => damage.Mean - damage.Interval!.Lower),
                mean + Distance(damage => damage.Interval!.Upper - damage.Mean),
                IntervalKind.Combined)
            : null;
        return new MetricDamage(
            parts.Average(part => part.Baseline),
            parts.Average(part => part.Candidate),
            new DamageEstimate(
                mean, error, interval, null,
                damages.Sum(damage => damage.Items), damages.Sum(damage => damage.Clusters), null,
                damages.Min(damage => damage.DegreesOfFreedom)));
    }

    private static MetricDamage OfSet(PairedSet set, BootstrapOptions bootstrap) => set.Metric.Kind switch
    {
        MetricKind.Spearman => new(
            Correlation.Spearman(set.Sizes, set.Baseline),
            Correlation.Spearman(set.Sizes, set.Candidate),
            WholeSetDamage.Spearman(set.Scored, bootstrap)),
        MetricKind.AveragePrecision => new(
            AveragePrecision.Of(set.Baseline, set.Labels),
            AveragePrecision.Of(set.Candidate, set.Labels),
            WholeSetDamage.AveragePrecision(set.Scored, bootstrap)),
        MetricKind.Binary when set.Check.MarginKind == MarginKind.Absolute => new(
            set.Baseline.Average(),
            set.Candidate.Average(),
            PairedDamage.Binary(set.Items, bootstrap)),
        MetricKind.Mean when set.Check.MarginKind == MarginKind.Absolute => new(
            set.Baseline.Average(),
            set.Candidate.Average(),
            PairedDamage.Mean(set.Items, bootstrap, set.Metric.Range)),
        MetricKind.RatioToBaseline => new(
            set.Baseline.Average(),
            set.Candidate.Average(),
            PairedDamage.Ratio(set.Ratio, DamageScale.Relative, higherIsBetter: false, bootstrap)),
        _ => new(
            set.Baseline.Sum() / set.Ratio.BaselineSizes?.Sum() ?? set.Baseline.Average(),
            set.Candidate.Sum() / set.Ratio.CandidateSizes?.Sum() ?? set.Candidate.Average(),
            PairedDamage.Ratio(
                set.Ratio,
                set.Check.MarginKind == MarginKind.Relative ? DamageScale.Relative : DamageScale.Absolute,
                set.Metric.HigherIsBetter,
                bootstrap)),
    };
}

/// <summary>The items of one set in the shapes that statistics take.</summary>
internal sealed class PairedSet(IReadOnlyList<PairedRow> rows, GateMetric metric, GateCheck check)
{
    public GateMetric Metric => metric;

    public GateCheck Check => check;

    public double[] Baseline { get; } = [.. rows.Select(row => row.Baseline[metric.Value])];

    public double[] Candidate { get; } = [.. rows.Select(row => row.Candidate[metric.Value])];

    /// <summary>Denominators, gold scores or labels; those of the baseline.</summary>
    public double[] Sizes { get; } = [.. rows.Select(row => SizeOf(row.Baseline, metric))];

    public long[] Labels => [.. Sizes.Select(value => value > 0 ? 1L : 0L)];

    public PairedItems Items => PairedItems.Of(Baseline, Candidate, metric.HigherIsBetter, Clusters, Ids);

    public ScoredPairs Scored => new(Sizes, Baseline, Candidate, Clusters, Ids);

    public RatioItems Ratio => metric.Size is null
        ? new RatioItems(Baseline, Candidate, null, null, Clusters, Ids)
        : new RatioItems(
            Baseline, Candidate, Sizes, [.. rows.Select(row => SizeOf(row.Candidate, metric))], Clusters, Ids);

    private string[] Ids => [.. rows.Select(row => $"{row.Split}/{row.Subset}/{row.Item}")];

    /// <summary>Null where every item is a cluster of its own.</summary>
    private int[]? Clusters
    {
        get
        {
            var numbers = check.Cluster == ClusterChoice.Item
                ? []
                : PairedItems.Number([.. rows.Select(row => $"{row.Split}/{row.Subset}/{row.Cluster}")]);
            return numbers.Length == 0 || numbers[^1] == rows.Count - 1 ? null : numbers;
        }
    }

    private static double SizeOf(IReadOnlyDictionary<string, double> values, GateMetric metric) => metric switch
    {
        { Size: null } => 1,
        { Name: GateMetric.BitsPerByte } => Math.Log(2) * values["bytes"],
        _ => values[metric.Size],
    };
}
