using Egtlm.Eval.Results;
using Egtlm.Eval.Search;

namespace Egtlm.Eval.Metrics;

using Qrels = IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>>;

/// <summary>Scores of queries that come in several parts: every document keeps its best score over the parts.</summary>
/// <remarks>Source: mteb <c>max_over_subqueries</c>, used by MindSmallReranking.</remarks>
public static class SubqueryMaximum
{
    public const string Prefix = "max_over_subqueries_";

    /// <summary>
    /// The scores of <see cref="RetrievalScores"/> over merged queries, with <see cref="Prefix"/> on every name.
    /// </summary>
    /// <param name="run">Query ids are joined by what stands before their last <c>_</c>.</param>
    /// <param name="qrels">The parts of a query share one judgement; the last part's is taken.</param>
    public static Scores Of(IReadOnlyList<QueryRun> run, Qrels qrels)
    {
        var runs = run.ToDictionary(query => query.QueryId);
        var merged = new List<QueryRun>();
        var judged = new Dictionary<string, IReadOnlyDictionary<string, int>>();
        foreach (var parts in qrels.Keys.Where(runs.ContainsKey).GroupBy(Stem))
        {
            merged.Add(Merge(parts.Key, parts.Select(part => runs[part])));
            judged[parts.Key] = qrels[parts.Last()];
        }

        var scores = new Scores();
        scores.AddRange(RetrievalScores.Of(merged, judged).Select(score => new KeyValuePair<string, ScoreValue>(
            Prefix + score.Key, score.Value)));
        return scores;
    }

    private static string Stem(string queryId) => queryId[..Math.Max(queryId.LastIndexOf('_'), 0)];

    private static QueryRun Merge(string queryId, IEnumerable<QueryRun> parts)
    {
        var documents = new List<RetrievedDocument>();
        var places = new Dictionary<string, int>();
        foreach (var document in parts.SelectMany(part => part.Documents))
        {
            if (places.TryAdd(document.Id, documents.Count))
            {
                documents.Add(document);
            }
            else if (documents[places[document.Id]].Score < document.Score)
            {
                documents[places[document.Id]] = document;
            }
        }

        return new QueryRun(queryId, documents);
    }
}
