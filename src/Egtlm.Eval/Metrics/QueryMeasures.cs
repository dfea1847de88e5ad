using Egtlm.Eval.Search;

namespace Egtlm.Eval.Metrics;

/// <summary>What is measured per query, at every cut-off.</summary>
public enum Measure
{
    Ndcg,
    Map,
    Recall,
    Precision,
    HitRate,
    Mrr,
}

/// <summary>All measures of one query.</summary>
public sealed class QueryMeasures
{
    private readonly double[,] _values;

    private QueryMeasures(double[,] values, QueryConfidence confidence)
    {
        _values = values;
        Confidence = confidence;
    }

    /// <summary>Cut-offs of mteb's retrieval tasks (<c>k_values</c>), ascending.</summary>
    public static ReadOnlySpan<int> Cutoffs => [1, 3, 5, 10, 20, 100, 1000];

    public QueryConfidence Confidence { get; }

    /// <summary>The value of a measure at <c>Cutoffs[cutoff]</c>.</summary>
    public double this[Measure measure, int cutoff] => _values[(int)measure, cutoff];

    /// <summary>Measures one query; everything is 0 when nothing was retrieved or nothing is relevant.</summary>
    /// <param name="judged">Document id → grade; relevant from grade 1.</param>
    public static QueryMeasures Of(QueryRun run, IReadOnlyDictionary<string, int> judged)
    {
        int[] ideal = [.. judged.Values.Where(grade => grade > 0).OrderDescending()];
        var grades = Grades(Ranking.BySingleScore(run.Documents), judged);
        var gradesByDouble = Grades(Ranking.ByScore(run.Documents), judged);
        var values = new double[Enum.GetValues<Measure>().Length, Cutoffs.Length];
        for (var cutoff = 0; cutoff < Cutoffs.Length; cutoff++)
        {
            var k = Cutoffs[cutoff];
            values[(int)Measure.Ndcg, cutoff] = Ndcg.At(grades, ideal, k);
            values[(int)Measure.Map, cutoff] = TrecEval.AveragePrecision(grades, ideal.Length, k);
            values[(int)Measure.Recall, cutoff] = TrecEval.Recall(grades, ideal.Length, k);
            values[(int)Measure.Precision, cutoff] = TrecEval.Precision(grades, k);
            values[(int)Measure.HitRate, cutoff] = TrecEval.Success(grades, k);
            values[(int)Measure.Mrr, cutoff] = ReciprocalRank.At(gradesByDouble, k);
        }

        double[] similarities = [.. run.Documents.Select(document => document.Score)];
        return new QueryMeasures(values, QueryConfidence.Of(similarities));
    }

    private static int[] Grades(RetrievedDocument[] ranking, IReadOnlyDictionary<string, int> judged) =>
        Array.ConvertAll(ranking, document => judged.GetValueOrDefault(document.Id));
}
