namespace Egtlm.Eval.Metrics;

/// <summary>The set measures of trec_eval at a cut-off; a document is relevant when its grade is 1 or more.</summary>
/// <remarks>Source: trec_eval 9.0.8, m_P.c, m_recall.c, m_success.c and m_map_cut.c.</remarks>
public static class TrecEval
{
    /// <summary>
    /// Share of relevant documents in the first <paramref name="k"/>; the divisor is k even when fewer were retrieved.
    /// </summary>
    /// <param name="grades">Grade of each ranked document, best first; 0 when unjudged.</param>
    public static double Precision(ReadOnlySpan<int> grades, int k) => (double)Hits(grades, k) / k;

    /// <summary>
    /// Share of the relevant documents found in the first <paramref name="k"/>; 0 when there are none.
    /// </summary>
    public static double Recall(ReadOnlySpan<int> grades, int relevant, int k) =>
        relevant == 0 ? 0 : (double)Hits(grades, k) / relevant;

    /// <summary>1 when a relevant document is among the first <paramref name="k"/>, else 0.</summary>
    public static double Success(ReadOnlySpan<int> grades, int k) => Hits(grades, k) > 0 ? 1 : 0;

    /// <summary>
    /// Average precision of the first <paramref name="k"/>, over all relevant documents; 0 when there are none.
    /// </summary>
    public static double AveragePrecision(ReadOnlySpan<int> grades, int relevant, int k)
    {
        var sum = 0.0;
        var found = 0;
        for (var i = 0; i < Math.Min(k, grades.Length); i++)
        {
            if (grades[i] > 0)
            {
                sum += (double)++found / (i + 1);
            }
        }

        return relevant == 0 ? 0 : sum / relevant;
    }

    private static int Hits(ReadOnlySpan<int> grades, int k)
    {
        var hits = 0;
        foreach (var grade in grades[..Math.Min(k, grades.Length)])
        {
            hits += grade > 0 ? 1 : 0;
        }

        return hits;
    }
}
