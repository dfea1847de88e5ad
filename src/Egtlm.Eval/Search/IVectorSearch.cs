namespace Egtlm.Eval.Search;

/// <summary>A document row and its similarity to the query.</summary>
public readonly record struct Hit(int Row, float Score);

/// <summary>Exact nearest documents by inner product of given rows (callers normalise for cosine).</summary>
/// <remarks>
/// Equal documents get equal scores, so that ties are true ties; the caller puts ties in order by document id.
/// A caller that needs the best k by (score, id) asks for k + 1 and cuts itself, as mteb does with torch.topk.
/// </remarks>
public interface IVectorSearch
{
    /// <summary>The best <paramref name="count"/> documents of each query, best first.</summary>
    /// <param name="queries"><c>[queries, dimension]</c>.</param>
    /// <param name="documents"><c>[documents, dimension]</c>.</param>
    /// <param name="count">Hits per query; fewer only when there are fewer documents.</param>
    /// <returns>
    /// One array per query. Equal scores come by ascending row; which rows of a tie at the cut are in is up to the
    /// implementation (<see cref="ExactSearch"/> takes the lowest rows). NaN scores come last.
    /// </returns>
    IReadOnlyList<Hit[]> TopK(
        Matrix<float> queries, Matrix<float> documents, int count, CancellationToken cancellation);
}
