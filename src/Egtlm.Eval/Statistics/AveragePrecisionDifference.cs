namespace Egtlm.Eval.Statistics;

/// <summary>
/// Average precision of scored pairs, baseline − candidate, of a set in which pairs occur several times. Equal scores
/// are one threshold, as in scikit-learn.
/// </summary>
internal sealed class AveragePrecisionDifference(
    IReadOnlyList<bool> isPositive, IReadOnlyList<double> baseline, IReadOnlyList<double> candidate)
{
    private readonly bool[] _isPositive = [.. isPositive];
    private readonly SortedScores _baseline = SortedScores.Of([.. baseline.Select(score => -score)]);
    private readonly SortedScores _candidate = SortedScores.Of([.. candidate.Select(score => -score)]);

    /// <summary>A function for any thread.</summary>
    public ResampledDamage Create() => counts => Of(_baseline, counts) - Of(_candidate, counts);

    /// <summary>NaN without a positive pair.</summary>
    private double Of(SortedScores scores, ReadOnlySpan<int> counts)
    {
        long found = 0, seen = 0;
        var (sum, start) = (0.0, 0);
        foreach (var end in scores.Ends)
        {
            long positives = 0;
            for (; start < end; start++)
            {
                var item = scores.Order[start];
                seen += counts[item];
                positives += _isPositive[item] ? counts[item] : 0;
            }

            found += positives;
            sum += positives == 0 ? 0 : (double)positives * found / seen;
        }

        return found == 0 ? double.NaN : sum / found;
    }
}
