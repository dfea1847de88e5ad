using System.Globalization;
using Egtlm.Eval.Data.Tables;

namespace Egtlm.Eval.Data;

/// <summary>Reads a reranking set: rows of query, positives and negatives, or a retrieval set with
/// candidates.</summary>
internal static class RerankingReader
{
    public static async Task<RetrievalData> ReadAsync(
        DataLocation location, Action<string>? warn, CancellationToken cancellation)
    {
        var tables = location.Tables ?? FolderTables.OfReranking(location);
        if (tables.Rows is not null)
        {
            return await ReadRowsAsync(tables.Rows, location.Split, cancellation).ConfigureAwait(false);
        }

        var data = await RetrievalReader.ReadTablesAsync(tables, warn, cancellation).ConfigureAwait(false);
        return data.TopRanked is not null
            ? data
            : throw new EvaluationException(
                $"'{location.Folder}' has no '{DataFolder.TopRanked}/{location.FileSplit}.jsonl'",
                "a reranking task needs the candidates of each query");
    }

    /// <summary>Converts the older rows to a retrieval set.</summary>
    /// <remarks>
    /// Ids, order and grades are those of mteb/abstasks/text/reranking.py: every text is a document of its own, rows
    /// without positives or without negatives are left out, and queries are counted after that.
    /// </remarks>
    private static async Task<RetrievalData> ReadRowsAsync(
        DataTable rows, string split, CancellationToken cancellation)
    {
        var (corpus, queries) = (new List<CorpusDocument>(), new List<RetrievalQuery>());
        var qrels = new Dictionary<string, IReadOnlyDictionary<string, int>>();
        var candidates = new Dictionary<string, IReadOnlyList<string>>();
        await TableReader.ReadAsync(rows, ["query", "positive", "negative"], Read, cancellation).ConfigureAwait(false);
        return queries.Count > 0
            ? new RetrievalData(corpus, queries, qrels, candidates)
            : throw new EvaluationException($"{rows.Place} has no row with both positives and negatives");

        void Read(Row row)
        {
            var (query, positives, negatives) = (row.Text("query"), row.Texts("positive"), row.Texts("negative"));
            if (positives.Count == 0 || negatives.Count == 0)
            {
                return;
            }

            var id = string.Create(CultureInfo.InvariantCulture, $"{split}_query{queries.Count}");
            var grades = new Dictionary<string, int>();
            AddDocuments(positives, $"apositive_{id}", 1);
            AddDocuments(negatives, $"negative_{id}", 0);
            queries.Add(new RetrievalQuery(id, query));
            qrels.Add(id, grades);
            candidates.Add(id, [.. grades.Keys]);

            void AddDocuments(IReadOnlyList<string> texts, string prefix, int grade)
            {
                for (var i = 0; i < texts.Count; i++)
                {
                    var document = string.Create(CultureInfo.InvariantCulture, $"{prefix}_{i:D5}");
                    corpus.Add(new CorpusDocument(document, "", texts[i]));
                    grades.Add(document, grade);
                }
            }
        }
    }
}
