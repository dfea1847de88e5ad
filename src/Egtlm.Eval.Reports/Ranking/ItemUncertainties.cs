using Egtlm.Eval.Leaderboard;
using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Results;
using Egtlm.Eval.Statistics;

namespace Egtlm.Eval.Reports.Ranking;

/// <summary>The bounds of a model's mean that its own items give, and the ranks between them.</summary>
/// <remarks>
/// The gate's statistics of a difference, taken against a perfect or an empty baseline, which does not vary: 1 − score
/// or −score has the score's own spread. The bounds of the mean are combined as there (<see cref="MetricDamage"/>).
/// </remarks>
public static class ItemUncertainties
{
    // Bounds of single scores: 2,000 resamples place them well enough, and a set of 20,000 pairs takes a second.
    private const int Resamples = 2_000;

    /// <summary>The report with what the items of <paramref name="own"/> say, where there are any.</summary>
    /// <param name="columns">The benchmark, as for the report.</param>
    public static async Task<RankReport> AddAsync(
        RankReport report,
        IReadOnlyList<BenchmarkColumn> columns,
        ResultSet own,
        ulong seed,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (below, above) = (0.0, 0.0);
        var (tasks, notes) = (new List<string>(), report.Notes.ToList());
        foreach (var column in columns.Where(column => report.Tasks.Contains(column.Task)))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var options = new BootstrapOptions(CounterRandom.SeedOf(column.Task, seed), Resamples);
                if (await DamageAsync(column, report.Table, own, options, cancellation).ConfigureAwait(false)
                    is not { Interval: { IsFinite: true } bounds } damage)
                {
                    continue;
                }

                below += Square(bounds.Upper - damage.Mean);
                above += Square(damage.Mean - bounds.Lower);
                tasks.Add(column.Task);
            }
            catch (EvaluationException error)
            {
                notes.Add($"the items of '{column.Task}' give no bounds: {error.Message}");
            }
        }

        return report with { Notes = notes, ByItems = tasks.Count == 0 ? null : Of(report, below, above, tasks) };
    }

    private static ItemUncertainty Of(RankReport report, double below, double above, IReadOnlyList<string> tasks)
    {
        var interval = new Interval(
            report.Mean - (Math.Sqrt(below) / report.Tasks.Count),
            report.Mean + (Math.Sqrt(above) / report.Tasks.Count),
            IntervalKind.Combined);
        int RankOf(double mean) => 1 + report.Rows.Count(row => !row.IsOwn && row.Mean > mean);
        return new ItemUncertainty(interval, new RankRange(RankOf(interval.Upper), RankOf(interval.Lower)), tasks);
    }

    private static async Task<DamageEstimate?> DamageAsync(
        BenchmarkColumn column,
        PublishedScores table,
        ResultSet own,
        BootstrapOptions options,
        CancellationToken cancellation)
    {
        var items = own.ItemPaths.TryGetValue(column.Task, out var path)
            ? await ItemFile.ReadAsync(path, cancellation).ConfigureAwait(false)
            : null;
        var splits = table.Splits.GetValueOrDefault(column.Task);
        ItemRow[] rows =
        [
            .. items?.Rows.Where(row => column.Parts.Contains(new TaskPart(row.Split, row.Subset))
                && splits?.Contains(row.Split) != false) ?? [],
        ];
        var names = rows.Length == 0
            ? []
            : rows.Select(row => row.Values.Keys).Aggregate((a, b) => [.. a.Intersect(b)]);
        if (GateMetric.OfTask(column.Metric, names) is not { } metric)
        {
            return null;
        }

        var check = new GateCheck(column.Task, metric.Name, GateTier.Supporting, Margin: 1);
        return MetricDamage.Of([.. rows.Select(row => AgainstNothing(row, metric))], metric, check, options).Damage;
    }

    /// <summary>Beside a baseline that does not vary: the gold itself, or 0.</summary>
    private static PairedRow AgainstNothing(ItemRow row, GateMetric metric)
    {
        var perfect = metric.Kind is MetricKind.Spearman or MetricKind.AveragePrecision && metric.Size is { } gold
            ? row.Values[gold]
            : 0;
        var baseline = row.Values.ToDictionary();
        baseline[metric.Value] = perfect;
        return new PairedRow(row.Split, row.Subset, row.Item, row.Cluster, baseline, row.Values);
    }

    private static double Square(double value) => value * value;
}
