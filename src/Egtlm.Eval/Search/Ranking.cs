using Egtlm.Eval.Data;

namespace Egtlm.Eval.Search;

/// <summary>Puts retrieved documents in order: higher score first, among equal scores the higher id first.</summary>
/// <remarks>
/// The id rule is trec_eval's (strcmp of UTF-8) and that of mteb's heap. NaN comes last here; mteb leaves its place
/// open.
/// </remarks>
public static class Ranking
{
    /// <summary>The documents by double score. Source: mteb <c>retrieval_metrics.mrr</c>.</summary>
    public static RetrievedDocument[] ByScore(IReadOnlyList<RetrievedDocument> documents) => Sorted(documents, Compare);

    /// <summary>
    /// The documents by score cast to float. trec_eval 9 keeps similarities as C float, so doubles can tie there.
    /// </summary>
    public static RetrievedDocument[] BySingleScore(IReadOnlyList<RetrievedDocument> documents) =>
        Sorted(documents, CompareSingle);

    private static int Compare(RetrievedDocument a, RetrievedDocument b)
    {
        var byScore = b.Score.CompareTo(a.Score);
        return byScore != 0 && a.Score != b.Score ? byScore : CodePointOrder.Compare(b.Id, a.Id);
    }

    private static int CompareSingle(RetrievedDocument a, RetrievedDocument b) =>
        Compare(a with { Score = (float)a.Score }, b with { Score = (float)b.Score });

    private static RetrievedDocument[] Sorted(
        IReadOnlyList<RetrievedDocument> documents, Comparison<RetrievedDocument> comparison)
    {
        RetrievedDocument[] sorted = [.. documents];
        for (var i = 1; i < sorted.Length; i++)
        {
            // Search results come in order already: look before sorting.
            if (comparison(sorted[i - 1], sorted[i]) > 0)
            {
                Array.Sort(sorted, comparison);
                break;
            }
        }

        return sorted;
    }
}
