using Egtlm.Eval.Statistics;

namespace Egtlm.Eval.Benchmarks;

/// <summary>Stored items that trials are drawn from, cluster by cluster, with replacement.</summary>
/// <param name="Damage">The damage of the whole population: the truth, and the margin of every trial.</param>
/// <param name="Clusters">Clusters of one trial.</param>
/// <param name="Trial">
/// The estimate of items drawn by a key; without options by closed formulas alone, null where there is none.
/// </param>
internal sealed record GatePopulation(
    string Name, double Damage, int Clusters, Func<ulong, BootstrapOptions?, DamageEstimate?> Trial)
{
    /// <summary>How stored items were brought to the damage; empty for made-up ones.</summary>
    public string MadeBy { get; init; } = "";

    /// <summary>The draws of a trial.</summary>
    public ulong KeyOf(int trial) => CounterRandom.Key(CounterRandom.SeedOf(Name, 0), trial);

    /// <summary>Items with one value each, averaged.</summary>
    public static GatePopulation Items(string name, IReadOnlyList<GateItem> items, int? clusters = null)
    {
        var isClustered = items.Any(item => item.Cluster is not null);
        var isBinary = items.All(item => item is { Value: -1 or 0 or 1, Weight: 1 });
        GateItem[][] stored = isClustered
            ? [.. items.GroupBy(item => item.Cluster).Select(group => group.ToArray())]
            : [.. items.Select(item => new[] { item })];
        var damage = items.Sum(item => item.Value * item.Weight) / items.Sum(item => item.Weight);
        var count = clusters ?? stored.Length;
        return new GatePopulation(name, damage, count, Trial);

        DamageEstimate Trial(ulong key, BootstrapOptions? bootstrap)
        {
            var drawn = Draw(key, count, stored.Length);
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
        return new GatePopulation(name, damage, clusters, Trial);

        DamageEstimate Trial(ulong key, BootstrapOptions? bootstrap)
        {
            var drawn = Draw(key, clusters, documents.Baseline.Count);
            return PairedDamage.Ratio(
                new RatioItems(
                    Pick(documents.Baseline, drawn),
                    Pick(documents.Candidate, drawn),
                    Pick(documents.BaselineSizes!, drawn), // not null: stored with both sizes
                    Pick(documents.CandidateSizes!, drawn)),
                DamageScale.Relative,
                higherIsBetter: false,
                bootstrap);
        }
    }

    /// <summary>Pairs that a statistic of the whole set compares.</summary>
    public static GatePopulation Pairs(
        string name,
        ScoredPairs pairs,
        int drawnPairs,
        Func<ScoredPairs, BootstrapOptions, DamageEstimate> statistic)
    {
        var damage = statistic(pairs, new BootstrapOptions(0, Resamples: 1)).Mean;
        return new GatePopulation(name, damage, drawnPairs, Trial);

        DamageEstimate? Trial(ulong key, BootstrapOptions? bootstrap)
        {
            if (bootstrap is null)
            {
                return null;
            }

            var drawn = Draw(key, drawnPairs, pairs.Gold.Count);
            return statistic(
                new ScoredPairs(Pick(pairs.Gold, drawn), Pick(pairs.Baseline, drawn), Pick(pairs.Candidate, drawn)),
                bootstrap);
        }
    }

    /// <summary>The numbers of drawn clusters.</summary>
    public static int[] Draw(ulong key, int count, int stored) =>
        [.. Enumerable.Range(0, count).Select(k => CounterRandom.Below(key, k, stored))];

    private static double[] Pick(IReadOnlyList<double> values, int[] drawn) =>
        Array.ConvertAll(drawn, index => values[index]);
}

/// <summary>One line of a file of items: harm, and what it counts.</summary>
internal sealed record GateItem(double Value, string? Cluster = null, double Weight = 1);
