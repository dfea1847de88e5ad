namespace Egtlm.Eval.Search;

/// <summary>A document row and its similarity to the query.</summary>
public readonly record struct Hit(int Row, float Score);

/// <summary>Exact nearest documents by inner product of given rows (callers normalise for cosine).</summary>
public interface IVectorSearch
{
    /// <summary>The best <paramref name="count"/> documents of each query, unordered ties included by row, best first.</summary>
    /// <param name="queries"><c>[queries, dimension]</c>.</param>
    /// <param name="documents"><c>[documents, dimension]</c>.</param>
    /// <param name="count">At most this many hits per query; fewer when there are fewer documents.</param>
    IReadOnlyList<Hit[]> TopK(
        Matrix<float> queries, Matrix<float> documents, int count, CancellationToken cancellation);
}
