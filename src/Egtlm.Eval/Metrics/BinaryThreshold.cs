namespace Egtlm.Eval.Metrics;

/// <summary>
/// The best F1 over all thresholds, with its precision and recall; all 0 when nothing positive is found.
/// </summary>
public readonly record struct F1Score(double F1, double Precision, double Recall);

/// <summary>Best accuracy and F1 of "score beyond a threshold means label 1".</summary>
/// <remarks>
/// Source: mteb <c>AbsTaskPairClassification</c>. Rows are sorted by score, equal scores in row order, and every row
/// but the last is tried as the end of the positive side: ties are not grouped, so their row order matters.
/// </remarks>
public static class BinaryThreshold
{
    /// <summary>Highest share of right predictions.</summary>
    /// <param name="scores">One per row, NaN not allowed.</param>
    /// <param name="labels">1 is positive, 0 negative.</param>
    /// <param name="isSimilarity">Whether high scores mean positive; false for distances.</param>
    public static double BestAccuracy(ReadOnlySpan<double> scores, IReadOnlyList<long> labels, bool isSimilarity)
    {
        var order = Order(scores, isSimilarity);
        int positives = 0, negatives = labels.Count(label => label == 0);
        var best = 0.0;
        foreach (var row in order.AsSpan(0, Math.Max(order.Length - 1, 0)))
        {
            if (labels[row] == 1)
            {
                positives++;
            }
            else
            {
                negatives--;
            }

            best = Math.Max(best, (double)(positives + negatives) / labels.Count);
        }

        return best;
    }

    /// <summary>Highest harmonic mean of precision and recall; the first of equals.</summary>
    /// <inheritdoc cref="BestAccuracy" path="/param"/>
    public static F1Score BestF1(ReadOnlySpan<double> scores, IReadOnlyList<long> labels, bool isSimilarity)
    {
        var order = Order(scores, isSimilarity);
        var relevant = labels.Sum();
        var best = default(F1Score);
        var found = 0;
        for (var i = 0; i < order.Length - 1; i++)
        {
            found += labels[order[i]] == 1 ? 1 : 0;
            if (found == 0)
            {
                continue;
            }

            double precision = (double)found / (i + 1), recall = (double)found / relevant;
            var f1 = 2 * precision * recall / (precision + recall);
            if (f1 > best.F1)
            {
                best = new F1Score(f1, precision, recall);
            }
        }

        return best;
    }

    private static int[] Order(ReadOnlySpan<double> scores, bool isSimilarity)
    {
        var keys = scores.ToArray();
        var rows = Enumerable.Range(0, keys.Length);
        return [.. isSimilarity ? rows.OrderByDescending(row => keys[row]) : rows.OrderBy(row => keys[row])];
    }
}
