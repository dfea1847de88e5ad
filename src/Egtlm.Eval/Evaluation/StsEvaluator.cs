using Egtlm.Eval.Data;
using Egtlm.Eval.Metrics;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation;

/// <summary>Correlates the similarity of sentence pairs with gold scores (scoring-spec §2.9).</summary>
public static class StsEvaluator
{
    /// <summary>mteb's scores of one split and subset, in mteb's order; NaN where a side is constant.</summary>
    /// <exception cref="EvaluationException">There are fewer than two pairs.</exception>
    public static Scores Evaluate(StsData data, StsTask task, EvaluationScope scope)
    {
        var first = scope.Phase("Encoding samples 1", () => scope.Encode(data.Sentences1));
        var second = scope.Phase("Encoding samples 2", () => scope.Encode(data.Sentences2));
        return scope.Phase("Scoring", () =>
        {
            var similarities = PairSimilarities.Of(first, second, scope.Encoder.Similarity);
            foreach (var (pair, cosine) in similarities.Cosine.Index())
            {
                scope.Record(pair, ("cosine", cosine), ("gold", data.Scores[pair]));
            }

            return Score(Normalised(data.Scores, task.MinScore, task.MaxScore), similarities);
        });
    }

    /// <summary>Gold scores brought to 0..1 over the data set's scale.</summary>
    public static double[] Normalised(IReadOnlyList<double> gold, double minScore, double maxScore) =>
        [.. gold.Select(score => (score - minScore) / (maxScore - minScore))];

    /// <summary>Pearson and Spearman of every similarity; distances count negative.</summary>
    public static Scores Score(ReadOnlySpan<double> gold, PairSimilarities similarities)
    {
        var scores = new Scores();
        Add(scores, "", gold, similarities.Model);
        Add(scores, "cosine_", gold, similarities.Cosine);
        Add(scores, "manhattan_", gold, Negated(similarities.Manhattan));
        Add(scores, "euclidean_", gold, Negated(similarities.Euclidean));
        return scores;
    }

    private static void Add(Scores scores, string prefix, ReadOnlySpan<double> gold, ReadOnlySpan<double> similarity)
    {
        scores.Add(prefix + "pearson", Correlation.Pearson(gold, similarity));
        scores.Add(prefix + "spearman", Correlation.Spearman(gold, similarity));
    }

    private static double[] Negated(double[] distances) => Array.ConvertAll(distances, distance => -distance);
}
