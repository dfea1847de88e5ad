using System.Globalization;
using Egtlm.Eval.Results;
using Egtlm.Eval.Search;

namespace Egtlm.Eval.Metrics;

using Qrels = IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>>;

/// <summary>mteb's scores of a retrieval or reranking run.</summary>
public static class RetrievalScores
{
    /// <summary>ndcg, map, recall, accuracy, precision, mrr, nauc and hit_rate in mteb's order.</summary>
    /// <param name="run">
    /// One entry per query; a query without documents scores 0 and counts. At least one query.
    /// </param>
    /// <param name="qrels">
    /// Query id → document id → grade; relevant from grade 1. Every query of the run has an entry.
    /// </param>
    /// <param name="queryMeasured">Told each query's id and measures, in the order of the run.</param>
    /// <remarks>
    /// ndcg, map, recall, precision and hit_rate are rounded to 5 decimals as mteb does, mrr and nauc are not.
    /// </remarks>
    public static Scores Of(
        IReadOnlyList<QueryRun> run, Qrels qrels, Action<string, QueryMeasures>? queryMeasured = null)
    {
        var measures = new QueryMeasures[run.Count];
        Parallel.For(0, run.Count, i => measures[i] = QueryMeasures.Of(run[i], qrels[run[i].QueryId]));

        foreach (var (place, query) in measures.Index())
        {
            queryMeasured?.Invoke(run[place].QueryId, query);
        }

        var scores = new Scores();
        AddMeans(scores, measures, Measure.Ndcg);
        AddMeans(scores, measures, Measure.Map);
        AddMeans(scores, measures, Measure.Recall);
        scores.Add("accuracy", scores.Find("recall_at_1")!); // Just added: 1 is the first cut-off.
        AddMeans(scores, measures, Measure.Precision);
        AddMeans(scores, measures, Measure.Mrr);
        AddAbstention(scores, measures);
        AddMeans(scores, measures, Measure.HitRate);
        return scores;
    }

    private static void AddMeans(Scores scores, QueryMeasures[] measures, Measure measure)
    {
        for (var cutoff = 0; cutoff < QueryMeasures.Cutoffs.Length; cutoff++)
        {
            // Python's sum before 3.12: from left to right.
            var sum = 0.0;
            foreach (var query in measures)
            {
                sum += query[measure, cutoff];
            }

            var mean = sum / measures.Length;
            scores.Add(Name(measure, cutoff), measure == Measure.Mrr ? mean : RoundTo5(mean));
        }
    }

    private static void AddAbstention(Scores scores, QueryMeasures[] measures)
    {
        (string Name, int[] Order)[] confidences =
        [
            ("max", AbstentionAuc.AscendingOrder([.. measures.Select(query => query.Confidence.Max)])),
            ("std", AbstentionAuc.AscendingOrder([.. measures.Select(query => query.Confidence.Std)])),
            ("diff1", AbstentionAuc.AscendingOrder([.. measures.Select(query => query.Confidence.Diff1)])),
        ];
        foreach (var measure in (Measure[])[Measure.Ndcg, Measure.Map, Measure.Recall, Measure.Precision, Measure.Mrr])
        {
            for (var cutoff = 0; cutoff < QueryMeasures.Cutoffs.Length; cutoff++)
            {
                double[] values = [.. measures.Select(query => query[measure, cutoff])];
                var oracle = AbstentionAuc.Curve(AbstentionAuc.AscendingOrder(values), values);
                foreach (var (name, order) in confidences)
                {
                    var area = AbstentionAuc.Normalised(AbstentionAuc.Curve(order, values), oracle);
                    scores.AddNumpy($"nauc_{Name(measure, cutoff)}_{name}", area);
                }
            }
        }
    }

    private static string Name(Measure measure, int cutoff)
    {
        var name = measure switch
        {
            Measure.Ndcg => "ndcg",
            Measure.Map => "map",
            Measure.Recall => "recall",
            Measure.Precision => "precision",
            Measure.Mrr => "mrr",
            Measure.HitRate => "hit_rate",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{name}_at_{QueryMeasures.Cutoffs[cutoff]}");
    }

    // Python's round: the decimal nearest to the exact binary value, which Math.Round misses now and then.
    private static double RoundTo5(double value) => double.Parse(
        value.ToString("F5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
