using Egtlm.Eval.Data;
using Egtlm.Eval.Metrics;
using Egtlm.Eval.Results;
using Egtlm.Eval.Search;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation;

/// <summary>Ranks the candidates of every judged query and scores them as retrieval (scoring-spec §2.7).</summary>
public static class RerankingEvaluator
{
    /// <summary>
    /// mteb's scores of one split and subset, in mteb's order; with a main score of <see cref="SubqueryMaximum"/> or
    /// <see cref="LegacyReranking"/> its scores follow.
    /// </summary>
    /// <exception cref="EvaluationException">There are no candidates, or no query has a judgement.</exception>
    public static Scores Evaluate(RetrievalData data, RerankingTask task, EvaluationScope scope)
    {
        if (data.TopRanked is not { } candidates)
        {
            throw new EvaluationException(
                $"reranking task '{task.Name}' ({scope.Subset}, {scope.Split}) has no candidate lists (top_ranked)");
        }

        var (run, legacy) = scope.Phase("Encoding queries and documents", () =>
        {
            var (queries, documents) = RetrievalEvaluator.Encode(data, scope);
            return (
                CorpusSearch.Rerank(queries, documents, candidates, scope.Cancellation),
                task.MainScore is LegacyReranking.Map or LegacyReranking.Mrr
                    ? CorpusSearch.Candidates(queries, documents, candidates, scope.Cancellation).ToArray()
                    : []);
        });
        return scope.Phase("Scoring", () =>
        {
            var scores = RetrievalScores.Of(run, data.Qrels, RetrievalEvaluator.RecordIn(scope));
            if (task.MainScore.StartsWith(SubqueryMaximum.Prefix, StringComparison.Ordinal))
            {
                scores.AddRange(SubqueryMaximum.Of(run, data.Qrels));
            }
            else if (legacy.Length > 0)
            {
                scores.AddRange(LegacyReranking.Of(legacy, data.Qrels));
            }

            return scores;
        });
    }
}
