namespace Egtlm.Eval.Statistics;

/// <summary>
/// Spearman's rank correlation with gold scores, baseline − candidate, of a set in which pairs occur several times.
/// Sorting is done once; a resample costs three passes.
/// </summary>
/// <remarks>
/// Ranks are doubled and centred, so that all sums are whole numbers: exact below 2^53 (about 100,000 pairs).
/// </remarks>
internal sealed class SpearmanDifference
{
    private readonly SortedScores _gold;
    private readonly SortedScores _baseline;
    private readonly SortedScores _candidate;

    public SpearmanDifference(
        IReadOnlyList<double> gold, IReadOnlyList<double> baseline, IReadOnlyList<double> candidate)
    {
        _gold = SortedScores.Of(gold);
        _baseline = SortedScores.Of(baseline);
        _candidate = SortedScores.Of(candidate);
    }

    /// <summary>A function for one thread.</summary>
    public ResampledDamage Create()
    {
        var goldRanks = new double[_gold.Order.Length];
        return counts =>
        {
            var squares = Rank(counts, goldRanks);
            return (Correlated(_baseline, counts, goldRanks) - Correlated(_candidate, counts, goldRanks))
                / Math.Sqrt(squares);
        };
    }

    /// <summary>Fills in count · centred rank of gold per pair; returns the sum of count · rank².</summary>
    private double Rank(ReadOnlySpan<int> counts, double[] goldRanks)
    {
        var total = Total(counts);
        long before = 0;
        var (squares, start) = (0.0, 0);
        foreach (var end in _gold.Ends)
        {
            var tied = _gold.Tied(counts, start, end);
            double rank = (2 * before) + tied - total;
            squares += tied * rank * rank;
            before += tied;
            for (; start < end; start++)
            {
                var item = _gold.Order[start];
                goldRanks[item] = counts[item] * rank;
            }
        }

        return squares;
    }

    /// <summary>Spearman's correlation, still to be divided by the norm of the gold ranks.</summary>
    private static double Correlated(SortedScores scores, ReadOnlySpan<int> counts, double[] goldRanks)
    {
        var total = Total(counts);
        long before = 0;
        var (products, squares, start) = (0.0, 0.0, 0);
        foreach (var end in scores.Ends)
        {
            long tied = 0;
            var gold = 0.0;
            for (; start < end; start++)
            {
                var item = scores.Order[start];
                tied += counts[item];
                gold += goldRanks[item];
            }

            double rank = (2 * before) + tied - total;
            products += gold * rank;
            squares += tied * rank * rank;
            before += tied;
        }

        return products / Math.Sqrt(squares);
    }

    private static long Total(ReadOnlySpan<int> counts)
    {
        long total = 0;
        foreach (var count in counts)
        {
            total += count;
        }

        return total;
    }
}

/// <summary>Items in the order of their scores, and where each group of equal scores ends.</summary>
internal sealed record SortedScores(int[] Order, int[] Ends)
{
    public static SortedScores Of(IReadOnlyList<double> scores)
    {
        double[] sorted = [.. scores];
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        List<int> ends = [];
        for (var i = 1; i <= sorted.Length; i++)
        {
            if (i == sorted.Length || sorted[i] != sorted[i - 1])
            {
                ends.Add(i);
            }
        }

        return new SortedScores(order, [.. ends]);
    }

    /// <summary>Items with repetitions between two places.</summary>
    public long Tied(ReadOnlySpan<int> counts, int start, int end)
    {
        long tied = 0;
        for (var i = start; i < end; i++)
        {
            tied += counts[Order[i]];
        }

        return tied;
    }
}
