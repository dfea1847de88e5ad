namespace Egtlm.Eval.Search;

/// <summary>
/// Exact search on the CPU, in blocks: all scores of a block of documents, then those above each query's k-th.
/// </summary>
/// <remarks>
/// A score is the fused multiply-add sum over the dimension in order, for every pair of rows: it does not depend on
/// where the rows stand, so equal documents tie. At the cut the lowest rows of a tie are in.
/// </remarks>
public sealed class ExactSearch : IVectorSearch
{
    // Fills about half of a 1 MiB second-level cache per core with scores.
    private const int ScoresPerWorker = 1 << 17;
    private const int DocumentsPerBlock = 2048;

    // Bounds the memory of running results: 24 KB a query at 1001 hits.
    private const int QueriesPerPass = 4096;

    /// <inheritdoc/>
    public IReadOnlyList<Hit[]> TopK(
        Matrix<float> queries, Matrix<float> documents, int count, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (queries.Columns != documents.Columns)
        {
            throw new ArgumentException(
                $"queries have {queries.Columns} columns, documents {documents.Columns}", nameof(documents));
        }

        var hits = new Hit[queries.Rows][];
        for (var first = 0; first < hits.Length; first += QueriesPerPass)
        {
            var rows = Math.Min(QueriesPerPass, hits.Length - first);
            var packed = new PackedRows(queries, first, rows, ScoreTile.Queries);
            Search(packed, documents, count, cancellation).CopyTo(hits, first);
        }

        return hits;
    }

    private static Hit[][] Search(
        PackedRows queries, Matrix<float> documents, int count, CancellationToken cancellation)
    {
        var best = new TopHits[queries.Rows];
        for (var query = 0; query < best.Length; query++)
        {
            best[query] = new TopHits(Math.Min(count, documents.Rows));
        }

        for (var first = 0; first < documents.Rows; first += DocumentsPerBlock)
        {
            var rows = Math.Min(DocumentsPerBlock, documents.Rows - first);
            var block = new PackedRows(documents, first, rows, ScoreTile.Documents);
            ScoreBlock(queries, block, best, first, cancellation);
        }

        var hits = new Hit[best.Length][];
        Parallel.For(0, hits.Length, query => hits[query] = best[query].Sorted());
        return hits;
    }

    private static void ScoreBlock(
        PackedRows queries, PackedRows documents, TopHits[] best, int first, CancellationToken cancellation)
    {
        var width = documents.Tiles * ScoreTile.Documents;
        var tilesPerTask = Math.Max(1, ScoresPerWorker / width / ScoreTile.Queries);
        var tasks = (queries.Tiles + tilesPerTask - 1) / tilesPerTask;
        var options = new ParallelOptions { CancellationToken = cancellation };
        Parallel.For(0, tasks, options, () => new float[tilesPerTask * ScoreTile.Queries * width], (task, _, scores) =>
        {
            var tiles = Math.Min(tilesPerTask, queries.Tiles - (task * tilesPerTask));
            for (var document = 0; document < documents.Tiles; document++)
            {
                for (var tile = 0; tile < tiles; tile++)
                {
                    var at = (tile * ScoreTile.Queries * width) + (document * ScoreTile.Documents);
                    ScoreTile.Multiply(
                        queries.Tile((task * tilesPerTask) + tile), documents.Tile(document), scores.AsSpan(at), width);
                }
            }

            var firstQuery = task * tilesPerTask * ScoreTile.Queries;
            var rows = Math.Min(tiles * ScoreTile.Queries, queries.Rows - firstQuery);
            for (var row = 0; row < rows; row++)
            {
                best[firstQuery + row].Add(scores.AsSpan(row * width, documents.Rows), first);
            }

            return scores;
        }, _ => { });
    }
}
