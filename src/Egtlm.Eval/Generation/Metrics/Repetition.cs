namespace Egtlm.Eval.Generation.Metrics;

/// <summary>How much of a generated text is said again.</summary>
/// <remarks>Ids are those of the answer alone, without the end token.</remarks>
public static class Repetition
{
    /// <summary>rep-n: 1 − different n-grams / n-grams; 0 where there is no n-gram.</summary>
    /// <remarks>seq-rep-n of Welleck et al. 2019, arXiv:1908.04319.</remarks>
    public static double RepeatedShare(IReadOnlyList<int> ids, int n)
    {
        var numbers = new NGramNumbers(n);
        var all = numbers.Of(ids).Length;
        return all == 0 ? 0 : 1 - ((double)numbers.Count / all);
    }

    /// <summary>distinct-n of one text: different n-grams / n-grams; 0 where there is no n-gram.</summary>
    public static double DistinctShare(IReadOnlyList<int> ids, int n)
    {
        var numbers = new NGramNumbers(n);
        var all = numbers.Of(ids).Length;
        return all == 0 ? 0 : (double)numbers.Count / all;
    }

    /// <summary>The smallest period, in tokens, of which the text ends in enough equal blocks; null for none.</summary>
    /// <param name="blocks">Equal blocks at the end, 2 at least.</param>
    /// <param name="longest">Longest period that counts.</param>
    public static int? SuffixPeriod(IReadOnlyList<int> ids, int blocks, int longest)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 2);
        for (var period = 1; period <= longest && period * blocks <= ids.Count; period++)
        {
            if (EndsIn(ids, period, blocks))
            {
                return period;
            }
        }

        return null;
    }

    /// <summary>
    /// Largest share of the tokens that the occurrences of one n-gram cover, in [0, 1]; occurrences may overlap, a
    /// token counts once. 0 where no n-gram occurs often enough.
    /// </summary>
    /// <param name="longest">n is 1 to this.</param>
    /// <param name="leastCount">Occurrences from which an n-gram counts.</param>
    public static double DominantShare(IReadOnlyList<int> ids, int longest, int leastCount)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var most = 0;
        for (var n = 1; n <= longest; n++)
        {
            var numbers = new NGramNumbers(n);
            var starts = numbers.Of(ids);
            var counts = new int[numbers.Count];
            var covered = new int[numbers.Count];
            var ends = new int[numbers.Count]; // behind the last token that the n-gram covers
            for (var start = 0; start < starts.Length; start++)
            {
                var gram = starts[start];
                counts[gram]++;
                covered[gram] += start + n - Math.Max(start, ends[gram]);
                ends[gram] = start + n;
            }

            most = Math.Max(most, covered.Where((_, gram) => counts[gram] >= leastCount).DefaultIfEmpty().Max());
        }

        return ids.Count == 0 ? 0 : (double)most / ids.Count;
    }

    private static bool EndsIn(IReadOnlyList<int> ids, int period, int blocks)
    {
        for (var i = ids.Count - (period * blocks); i < ids.Count - period; i++)
        {
            if (ids[i] != ids[i + period])
            {
                return false;
            }
        }

        return true;
    }
}
