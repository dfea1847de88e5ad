using Egtlm.Eval.Data;
using Egtlm.Eval.Metrics;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation;

/// <summary>Tells similar from dissimilar pairs by a threshold on their similarity (scoring-spec §2.8).</summary>
public static class PairClassificationEvaluator
{
    private static readonly string[] MetricNames = ["accuracy", "f1", "precision", "recall", "ap"];

    /// <summary>mteb's scores of one split and subset, in mteb's order.</summary>
    /// <inheritdoc cref="Score" path="/exception"/>
    public static Scores Evaluate(PairClassificationData data, PairClassificationTask task, EvaluationScope scope)
    {
        var first = scope.Phase("Encoding samples 1", () => scope.Encode(data.Sentences1));
        var second = scope.Phase("Encoding samples 2", () => scope.Encode(data.Sentences2));
        var similarities = scope.Phase("Scoring", () => PairSimilarities.Of(first, second, scope.Encoder.Similarity));
        foreach (var (pair, cosine) in similarities.Cosine.Index())
        {
            scope.Record(pair, ("cosine", cosine), ("label", data.Labels[pair]));
        }

        return Score(similarities, data.Labels);
    }

    /// <summary>
    /// Best accuracy, best F1 and average precision of every similarity, then the best over all of them.
    /// </summary>
    /// <param name="labels">1 is the positive class, 0 the negative.</param>
    /// <exception cref="EvaluationException">There are fewer than two pairs, or labels other than 0 and 1.</exception>
    public static Scores Score(PairSimilarities similarities, IReadOnlyList<long> labels)
    {
        if (labels.Count < 2)
        {
            // mteb takes a single row for its old format, one row of lists, and fails.
            throw new EvaluationException($"pair classification needs two pairs or more, found {labels.Count}");
        }

        (string Name, double[] Values, bool IsSimilarity)[] families =
        [
            ("similarity", similarities.Model, true),
            ("cosine", similarities.Cosine, true),
            ("manhattan", similarities.Manhattan, false),
            ("euclidean", similarities.Euclidean, false),
            ("dot", similarities.Dot, true),
        ];

        var scores = new Scores();
        var best = new double[MetricNames.Length];
        foreach (var (name, values, isSimilarity) in families)
        {
            var metrics = Metrics(values, labels, isSimilarity);
            for (var i = 0; i < metrics.Length; i++)
            {
                scores.Add($"{name}_{MetricNames[i]}", metrics[i]);
                best[i] = Math.Max(best[i], metrics[i]);
            }
        }

        for (var i = 0; i < best.Length; i++)
        {
            scores.Add("max_" + MetricNames[i], best[i]);
        }

        return scores;
    }

    private static double[] Metrics(double[] values, IReadOnlyList<long> labels, bool isSimilarity)
    {
        var f1 = BinaryThreshold.BestF1(values, labels, isSimilarity);
        return
        [
            BinaryThreshold.BestAccuracy(values, labels, isSimilarity),
            f1.F1,
            f1.Precision,
            f1.Recall,
            AveragePrecision.Of(isSimilarity ? values : Array.ConvertAll(values, value => -value), labels),
        ];
    }
}
