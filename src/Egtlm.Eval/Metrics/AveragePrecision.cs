namespace Egtlm.Eval.Metrics;

/// <summary>Area under the precision-recall curve by steps: Σ (Rᵢ − Rᵢ₋₁)·Pᵢ.</summary>
public static class AveragePrecision
{
    /// <summary>Average precision with label 1 as the positive class; equal scores make one step.</summary>
    /// <param name="scores">Higher means more positive.</param>
    /// <returns>A value in [0, 1]; 0 when no label is 1.</returns>
    /// <remarks>Matches scikit-learn <c>average_precision_score</c>, its refusals included.</remarks>
    /// <exception cref="EvaluationException">
    /// A score is not finite, or the labels are not two classes with 1 among them.
    /// </exception>
    public static double Of(ReadOnlySpan<double> scores, IReadOnlyList<long> labels)
    {
        Check(scores, labels);
        var keys = scores.ToArray();
        int[] order = [.. Enumerable.Range(0, keys.Length).OrderByDescending(row => keys[row])];
        var positives = labels.Count(label => label == 1);
        if (positives == 0)
        {
            return 0;
        }

        var steps = new List<double>();
        var found = 0;
        var lastRecall = 0.0;
        for (var i = 0; i < order.Length; i++)
        {
            found += labels[order[i]] == 1 ? 1 : 0;
            if (i + 1 < order.Length && keys[order[i + 1]] == keys[order[i]])
            {
                continue;
            }

            var recall = (double)found / positives;
            steps.Add((recall - lastRecall) * ((double)found / (i + 1)));
            lastRecall = recall;
        }

        steps.Reverse();
        return NumpyMath.Sum<double>(steps.ToArray());
    }

    private static void Check(ReadOnlySpan<double> scores, IReadOnlyList<long> labels)
    {
        foreach (var score in scores)
        {
            if (!double.IsFinite(score))
            {
                throw new EvaluationException("average precision needs finite scores, found NaN or an infinity");
            }
        }

        long[] classes = [.. labels.Distinct().Order()];
        if (classes.Length > 2 || (classes.Length == 2 && !classes.Contains(1)))
        {
            throw new EvaluationException(
                $"average precision needs labels of two classes, 1 the positive, found {string.Join(", ", classes)}",
                "map the labels to 0 and 1");
        }
    }
}
