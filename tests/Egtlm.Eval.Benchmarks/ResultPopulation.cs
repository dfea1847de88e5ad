using Egtlm.Eval.Reports.Gates;

namespace Egtlm.Eval.Benchmarks;

/// <summary>
/// Brings real paired items to a true damage that is the margin.
/// </summary>
/// <remarks>
/// Numbers per item are moved by a constant (in proportion to the size, for ratios): a mean's interval moves along, so
/// its width and shape are the real ones. Where items are right or wrong, where a tenth of the clusters did not change
/// at all (a constant would change them) and for statistics of a whole set the population is tilted instead: cluster c
/// occurs in proportion to exp(λ·harm of c), the law that is nearest to the stored one among those with the damage
/// (Efron 1981, Canadian Journal of Statistics 9, 139–158). Every drawn value is then a real one. The margin of the
/// trials is the exact damage of the tilted population.
/// </remarks>
internal static class ResultPopulation
{
    private const double FewestUnchanged = 0.1;

    // A population whose weights are as those of fewer than half of its clusters is no picture of the stored one.
    private const double FewestEffective = 0.5;

    private const int Copies = 12;
    private const int Halvings = 24;

    /// <summary>Null where the items are too far from the margin to be brought there.</summary>
    public static GatePopulation? Of(ResultItems items, int? clusters)
    {
        var harms = Array.ConvertAll(items.Parts, part => RealHarms.Of(part, items.Metric));
        var unchanged = harms.Sum(part => part.Count(harm => harm == 0));
        var isMean = items.Metric.Kind is MetricKind.Mean or MetricKind.Ratio or MetricKind.RatioToBaseline;
        if (isMean && unchanged < FewestUnchanged * harms.Sum(part => part.Length))
        {
            var shifted = items.Shifted();
            return Population(shifted, Array.ConvertAll(harms, part => Once(part.Length)), clusters, "shifted");
        }

        // Without harm and gain there is nothing to tilt.
        var canTilt = harms.All(part => part.Any(harm => harm > 0) && part.Any(harm => harm < 0));
        return !canTilt || Tilted(items, harms) is not { } times
            ? null
            : Population(items, Array.ConvertAll(times, Numbers), clusters, $"tilted {Effective(times):P0}");
    }

    /// <summary>The mean of tasks as they are; the margin is the mean of their real damages.</summary>
    public static GatePopulation Mean(string name, IReadOnlyList<ResultItems> tasks, int? clusters)
    {
        var numbers = tasks.Select(task => Array.ConvertAll(task.Parts, part => Once(part.Length))).ToArray();
        return new GatePopulation(
            name,
            tasks.Average(task => task.Damage),
            tasks.Sum(task => task.Parts.Sum(part => clusters ?? part.Length)),
            (key, bootstrap) => bootstrap is null ? null : MetricDamage.Average(
            [
                .. tasks.Select((task, t) => MetricDamage.Of(
                    task.Draw(key + ((ulong)t << 40), numbers[t], clusters), task.Metric, task.Check,
                    bootstrap with { Seed = bootstrap.Seed + ((ulong)t << 40) })),
            ]).Damage)
        {
            MadeBy = "as they are",
        };
    }

    private static GatePopulation Population(ResultItems items, int[][] numbers, int? clusters, string madeBy) => new(
        items.Name,
        items.DamageOf([.. numbers.Select((part, p) => Times(part, items.Parts[p].Length))]),
        items.Parts.Sum(part => clusters ?? part.Length),
        (key, bootstrap) => bootstrap is null ? null : items.Estimate(items.Draw(key, numbers, clusters), bootstrap))
    {
        MadeBy = madeBy,
    };

    /// <summary>How often each cluster occurs in the tilted population.</summary>
    private static int[][]? Tilted(ResultItems items, double[][] harms)
    {
        var (low, high) = (-1.0, 1.0);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = items.DamageOf(TimesAt(middle)) < items.Margin ? (middle, high) : (low, middle);
        }

        var times = TimesAt(high);
        var isThere = Math.Abs(items.DamageOf(times) - items.Margin) < 0.1 * items.Margin;
        return isThere && Effective(times) >= FewestEffective ? times : null;

        int[][] TimesAt(double tilt) => Array.ConvertAll(harms, part => Rounded(part, tilt));
    }

    private static int[] Rounded(double[] harms, double tilt)
    {
        var spread = Math.Sqrt(harms.Average(harm => harm * harm));
        var weights = Array.ConvertAll(harms, harm => Math.Exp(Math.Clamp(tilt * harm / spread, -40, 40)));
        var mean = weights.Average();

        // The remainders are carried on, so that equal weights of 12.4 become 12, 13, 12, ...
        var (times, carried) = (new int[weights.Length], 0.5);
        for (var i = 0; i < times.Length; i++)
        {
            carried += Copies * weights[i] / mean;
            times[i] = (int)carried;
            carried -= times[i];
        }

        return times;
    }

    private static double Effective(int[][] times) => times.Min(part =>
        Math.Pow(part.Sum(), 2) / part.Sum(count => (double)count * count) / part.Length);

    private static int[] Once(int count) => [.. Enumerable.Range(0, count)];

    private static int[] Numbers(int[] times) =>
        [.. times.SelectMany((count, cluster) => Enumerable.Repeat(cluster, count))];

    private static int[] Times(int[] numbers, int clusters)
    {
        var times = new int[clusters];
        foreach (var number in numbers)
        {
            times[number]++;
        }

        return times;
    }
}
