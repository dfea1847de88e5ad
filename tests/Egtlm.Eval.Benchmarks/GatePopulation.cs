using Egtlm.Eval.Statistics;

namespace Egtlm.Eval.Benchmarks;

/// <summary>Stored items that trials are drawn from, cluster by cluster, with replacement.</summary>
/// <param name="Damage">The damage of the whole population: the truth, and the margin of every trial.</param>
/// <param name="Clusters">Clusters of one trial.</param>
/// <param name="Estimate">
/// A trial of drawn items; without options by closed formulas alone, null where there is none.
/// </param>
internal sealed record GatePopulation(
    string Name, double Damage, int Clusters, Func<int[], BootstrapOptions?, DamageEstimate?> Estimate, int Stored)
{
    /// <summary>The stored clusters that a trial consists of.</summary>
    public int[] Draw(int trial)
    {
        var key = CounterRandom.Key(CounterRandom.SeedOf(Name, 0), trial);
        return [.. Enumerable.Range(0, Clusters).Select(k => CounterRandom.Below(key, k, Stored))];
    }

    /// <summary>Items with one value each, averaged.</summary>
    public static GatePopulation Items(string name, IReadOnlyList<GateItem> items, int? clusters = null)
    {
        var isClustered = items.Any(item => item.Cluster is not null);
        var isBinary = items.All(item => item is { Value: -1 or 0 or 1, Weight: 1 });
        GateItem[][] stored = isClustered
            ? [.. items.GroupBy(item => item.Cluster).Select(group => group.ToArray())]
            : [.. items.Select(item => new[] { item })];
        var damage = items.Sum(item => item.Value * item.Weight) / items.Sum(item => item.Weight);
        return new GatePopulation(name, damage, clusters ?? stored.Length, Trial, stored.Length);

        DamageEstimate Trial(int[] drawn, BootstrapOptions? bootstrap)
        {
            GateItem[] all = [.. drawn.SelectMany(cluster => stored[cluster])];
            int[] numbers =
                [.. drawn.SelectMany((cluster, number) => Enumerable.Repeat(number, stored[cluster].Length))];
            var paired = new PairedItems(
                Array.ConvertAll(all, item => item.Value),
                isBinary ? null : Array.ConvertAll(all, item => item.Weight),
                isClustered ? numbers : null);
            return isBinary ? PairedDamage.Binary(paired, bootstrap) : PairedDamage.Mean(paired, bootstrap);
        }
    }

    /// <summary>Documents whose summed values are compared as a relative change, as bits per byte are.</summary>
    public static GatePopulation Ratio(string name, RatioItems documents, int clusters)
    {
        var damage = PairedDamage.Ratio(documents, DamageScale.Relative).Mean;
        return new GatePopulation(name, damage, clusters, Trial, documents.Baseline.Count);

        DamageEstimate Trial(int[] drawn, BootstrapOptions? bootstrap) => PairedDamage.Ratio(
            new RatioItems(
                Pick(documents.Baseline, drawn),
                Pick(documents.Candidate, drawn),
                Pick(documents.BaselineSizes!, drawn), // not null: stored with both sizes
                Pick(documents.CandidateSizes!, drawn)),
            DamageScale.Relative,
            higherIsBetter: false,
            bootstrap);
    }

    /// <summary>Pairs that a statistic of the whole set compares.</summary>
    public static GatePopulation Pairs(
        string name,
        ScoredPairs pairs,
        int drawnPairs,
        Func<ScoredPairs, BootstrapOptions, DamageEstimate> statistic)
    {
        var damage = statistic(pairs, new BootstrapOptions(0, Resamples: 1)).Mean;
        return new GatePopulation(name, damage, drawnPairs, Trial, pairs.Gold.Count);

        DamageEstimate? Trial(int[] drawn, BootstrapOptions? bootstrap) => bootstrap is null
            ? null
            : statistic(
                new ScoredPairs(Pick(pairs.Gold, drawn), Pick(pairs.Baseline, drawn), Pick(pairs.Candidate, drawn)),
                bootstrap);
    }

    private static double[] Pick(IReadOnlyList<double> values, int[] drawn) =>
        Array.ConvertAll(drawn, index => values[index]);
}

/// <summary>One line of a file of items: harm, and what it counts.</summary>
internal sealed record GateItem(double Value, string? Cluster = null, double Weight = 1);
