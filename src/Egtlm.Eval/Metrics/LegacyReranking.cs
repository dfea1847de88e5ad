using Egtlm.Eval.Results;
using Egtlm.Eval.Search;

namespace Egtlm.Eval.Metrics;

using Qrels = IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>>;

/// <summary>The two scores of reranking in mteb 1.x, which the C-MTEB board of 2023-24 shows.</summary>
/// <remarks>
/// Source: mteb 1.x RerankingEvaluator (scoring-spec §2.7). Unlike <c>map_at_1000</c> it counts every candidate, and
/// equal similarities make one step of the precision-recall curve instead of being ordered by id.
/// </remarks>
public static class LegacyReranking
{
    /// <summary>Mean of scikit-learn's average precision over the queries.</summary>
    public const string Map = "map";

    /// <summary>Mean reciprocal rank within the first ten.</summary>
    public const string Mrr = "mrr";

    // mteb 1.x RerankingEvaluator: mrr_at_k.
    private const int MrrCutoff = 10;

    /// <summary><see cref="Map"/> and <see cref="Mrr"/>; NaN when no query counts.</summary>
    /// <param name="run">All candidates of each query in their stored order, which decides ties of mrr.</param>
    /// <param name="qrels">Relevant from grade 1; a query whose candidates are all so, or none, does not count.</param>
    public static Scores Of(IReadOnlyList<QueryRun> run, Qrels qrels)
    {
        List<double> precisions = [], ranks = [];
        foreach (var query in run)
        {
            long[] labels = [.. query.Documents.Select(document => Label(qrels[query.QueryId], document.Id))];
            if (labels.Distinct().Count() < 2)
            {
                continue;
            }

            double[] similarities = [.. query.Documents.Select(document => document.Score)];
            precisions.Add(AveragePrecision.Of(similarities, labels));
            var ranked = labels.Index().OrderByDescending(item => similarities[item.Index]);
            ranks.Add(ReciprocalRank.At([.. ranked.Select(item => (int)item.Item)], MrrCutoff));
        }

        var scores = new Scores();
        scores.AddNumpy(Map, NumpyMath.Mean([.. precisions]));
        scores.AddNumpy(Mrr, NumpyMath.Mean([.. ranks]));
        return scores;
    }

    private static long Label(IReadOnlyDictionary<string, int> judged, string document) =>
        judged.GetValueOrDefault(document) > 0 ? 1 : 0;
}
