using Egtlm.Eval.Data;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Metrics;
using Egtlm.Eval.Results;
using Egtlm.Eval.Search;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation;

/// <summary>Searches the whole corpus with every judged query (scoring-spec §2.6).</summary>
public static class RetrievalEvaluator
{
    /// <summary>mteb's scores of one split and subset, in mteb's order.</summary>
    /// <exception cref="EvaluationException">No query has a judgement, or the corpus is empty.</exception>
    public static Scores Evaluate(RetrievalData data, RetrievalTask task, EvaluationScope scope)
    {
        var run = scope.Phase("Encoding queries and documents", () =>
        {
            var (queries, documents) = Encode(data, scope);
            return CorpusSearch.Retrieve(scope.Search, queries, documents, scope.Cancellation);
        });
        return scope.Phase("Scoring", () => RetrievalScores.Of(
            task.IgnoreIdenticalIds ? WithoutIdenticalIds(run) : run, data.Qrels, RecordIn(scope)));
    }

    /// <summary>
    /// Removes the document whose id equals the query's. mteb does so after its cut, so 999 may be left.
    /// </summary>
    public static QueryRun[] WithoutIdenticalIds(IReadOnlyList<QueryRun> run) =>
        [.. run.Select(query => query with { Documents = [.. query.Documents.Where(d => d.Id != query.QueryId)] })];

    /// <summary>Keeps nDCG at 10 and the average precision (at 1000) of every query.</summary>
    internal static Action<string, QueryMeasures> RecordIn(EvaluationScope scope)
    {
        var (ten, all) = (QueryMeasures.Cutoffs.IndexOf(10), QueryMeasures.Cutoffs.Length - 1);
        return (id, query) => scope.Record(
            id, id, ("ndcg_at_10", query[Measure.Ndcg, ten]), ("ap", query[Measure.Map, all]));
    }

    /// <summary>Embeds the judged queries, then the corpus in file order, ready for inner products.</summary>
    internal static (IdentifiedVectors Queries, IdentifiedVectors Documents) Encode(
        RetrievalData data, EvaluationScope scope)
    {
        // mteb drops queries without any judgement; those with none but zeros stay and score 0.
        RetrievalQuery[] queries =
            [.. data.Queries.Where(query => data.Qrels.TryGetValue(query.Id, out var judged) && judged.Count > 0)];
        if (queries.Length == 0 || data.Corpus.Count == 0)
        {
            throw new EvaluationException(
                $"'{scope.Task.Name}' ({scope.Subset}, {scope.Split}) has {queries.Length} judged queries of "
                + $"{data.Queries.Count} and {data.Corpus.Count} documents",
                "compare the query ids of the queries and qrels files");
        }

        var similarity = scope.Encoder.Similarity;
        var forQueries = scope.Encode(RetrievalText.Queries(queries), PromptType.Query);
        var forDocuments = scope.Encode([.. data.Corpus.Select(RetrievalText.Document)], PromptType.Document);
        return (
            new([.. queries.Select(query => query.Id)], Vectors.ForInnerProduct(forQueries, similarity)),
            new([.. data.Corpus.Select(document => document.Id)], Vectors.ForInnerProduct(forDocuments, similarity)));
    }
}
