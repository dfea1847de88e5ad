namespace Egtlm.Eval.Statistics;

/// <summary>
/// Damage of a set in which item i occurs <paramref name="counts"/>[i] times; NaN where it has no answer.
/// </summary>
public delegate double ResampledDamage(ReadOnlySpan<int> counts);

/// <summary>
/// Bootstrap of a statistic that is no mean of items, such as a rank correlation: items are drawn with replacement, as
/// many as there are, on both sides alike.
/// </summary>
internal static class WholeSetBootstrap
{
    private const int Block = 16;

    /// <summary>The damage of each resample.</summary>
    /// <param name="create">Makes a function for one thread; it may keep scratch of its own.</param>
    /// <param name="clusters">Number of the cluster of each item, drawn whole; null: items are independent.</param>
    public static double[] Draw(
        int items, Func<ResampledDamage> create, IReadOnlyList<int>? clusters, BootstrapOptions options)
    {
        var numbers = clusters is null ? null : ClusterSums.Dense(clusters);
        var units = numbers is null ? items : numbers.Max() + 1;
        var values = new double[options.Resamples];
        Parallel.For(
            0,
            (values.Length + Block - 1) / Block,
            () => (Damage: create(), Drawn: new int[units], Counts: new int[items]),
            (block, _, scratch) =>
            {
                for (var b = block * Block; b < Math.Min(values.Length, (block + 1) * Block); b++)
                {
                    Count(CounterRandom.Key(options.Seed, b), scratch.Drawn);
                    values[b] = scratch.Damage(numbers is null ? scratch.Drawn : Spread(scratch, numbers));
                }

                return scratch;
            },
            _ => { });
        return values;
    }

    private static void Count(ulong key, int[] drawn)
    {
        Array.Clear(drawn);
        for (var k = 0; k < drawn.Length; k++)
        {
            drawn[CounterRandom.Below(key, k, drawn.Length)]++;
        }
    }

    private static int[] Spread((ResampledDamage Damage, int[] Drawn, int[] Counts) scratch, int[] numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            scratch.Counts[i] = scratch.Drawn[numbers[i]];
        }

        return scratch.Counts;
    }
}
