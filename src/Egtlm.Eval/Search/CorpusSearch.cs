using System.Runtime.Intrinsics;

namespace Egtlm.Eval.Search;

/// <summary>mteb's two ways to retrieve: among all documents, or among the candidates of each query.</summary>
/// <remarks>
/// Source: mteb <c>SearchEncoderWrapper</c>. Similarity is the inner product; see <see cref="Metrics.Vectors"/> for
/// cosine. Runs come best first, by score and then by id downwards, so the id decides ties at the cut.
/// </remarks>
public static class CorpusSearch
{
    /// <summary>Documents kept per query (mteb <c>top_k</c>).</summary>
    public const int TopK = 1000;

    /// <summary>The best documents of each query, in the order of the queries.</summary>
    public static QueryRun[] Retrieve(
        IVectorSearch search, IdentifiedVectors queries, IdentifiedVectors documents, CancellationToken cancellation)
    {
        // mteb takes one more than it keeps from torch.topk, too.
        var hits = search.TopK(queries.Vectors, documents.Vectors, TopK + 1, cancellation);
        var runs = new QueryRun[queries.Ids.Count];
        Parallel.For(0, runs.Length, query =>
        {
            var found = Array.ConvertAll(hits[query], hit => new RetrievedDocument(documents.Ids[hit.Row], hit.Score));
            runs[query] = new QueryRun(queries.Ids[query], Best(found));
        });
        return runs;
    }

    /// <summary>
    /// The candidates of each query, best first; a query without a list gets none, a repeated candidate counts once.
    /// </summary>
    /// <param name="candidates">Query id → document ids.</param>
    /// <exception cref="EvaluationException">A candidate is not in the corpus, or a similarity is NaN.</exception>
    public static QueryRun[] Rerank(
        IdentifiedVectors queries,
        IdentifiedVectors documents,
        IReadOnlyDictionary<string, IReadOnlyList<string>> candidates,
        CancellationToken cancellation) =>
        [.. Candidates(queries, documents, candidates, cancellation)
            .Select(query => query with { Documents = Best([.. query.Documents]) })];

    /// <summary>All candidates of each query, as they are stored, one query at a time.</summary>
    /// <inheritdoc cref="Rerank"/>
    public static IEnumerable<QueryRun> Candidates(
        IdentifiedVectors queries,
        IdentifiedVectors documents,
        IReadOnlyDictionary<string, IReadOnlyList<string>> candidates,
        CancellationToken cancellation)
    {
        var rows = new Dictionary<string, int>(documents.Ids.Count);
        for (var row = 0; row < documents.Ids.Count; row++)
        {
            rows[documents.Ids[row]] = row;
        }

        for (var query = 0; query < queries.Ids.Count; query++)
        {
            cancellation.ThrowIfCancellationRequested();
            var id = queries.Ids[query];
            var found = new List<RetrievedDocument>();
            foreach (var candidate in candidates.GetValueOrDefault(id) ?? [])
            {
                if (!rows.TryGetValue(candidate, out var row))
                {
                    throw new EvaluationException(
                        $"candidate '{candidate}' of query '{id}' is not in the corpus of {rows.Count} documents");
                }

                var similarity = Similarity(queries.Vectors.Row(query), documents.Vectors.Row(row), id, candidate);
                found.Add(new RetrievedDocument(candidate, similarity));
            }

            yield return new QueryRun(id, found);
        }
    }

    /// <summary>
    /// The best <see cref="TopK"/> in order; repeats, which stand side by side then, are dropped after the cut as in
    /// mteb.
    /// </summary>
    private static RetrievedDocument[] Best(RetrievedDocument[] found)
    {
        var ranked = Ranking.BySingleScore(found);
        var best = new List<RetrievedDocument>(Math.Min(ranked.Length, TopK));
        foreach (var document in ranked.AsSpan(0, Math.Min(ranked.Length, TopK)))
        {
            if (best.Count == 0 || best[^1] != document)
            {
                best.Add(document);
            }
        }

        return [.. best];
    }

    private static float Similarity(ReadOnlySpan<float> query, ReadOnlySpan<float> document, string queryId, string id)
    {
        var similarity = Product(query, document);
        return !float.IsNaN(similarity)
            ? similarity
            : throw new EvaluationException(
                $"the similarity of query '{queryId}' and document '{id}' is NaN",
                "the embeddings hold NaN or overflow; run with --dtype float32");
    }

    /// <summary>
    /// Sums over 16 lanes that are halved at the end. The order decides between mathematically equal similarities;
    /// torch's own is not known. Of 18 orders tried on mteb's documents, this is the plainest of the 7 that gave all
    /// their digits.
    /// </summary>
    internal static float Product(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sums = Vector512<float>.Zero;
        var i = 0;
        for (; i <= a.Length - 16; i += 16)
        {
            sums = Vector512.FusedMultiplyAdd(Vector512.Create(a[i..]), Vector512.Create(b[i..]), sums);
        }

        for (var lane = 0; i < a.Length; lane++, i++)
        {
            sums = sums.WithElement(lane, float.FusedMultiplyAdd(a[i], b[i], sums[lane]));
        }

        var eight = sums.GetLower() + sums.GetUpper();
        var four = eight.GetLower() + eight.GetUpper();
        return (four[0] + four[2]) + (four[1] + four[3]);
    }
}
