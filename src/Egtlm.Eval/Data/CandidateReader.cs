using Egtlm.Eval.Data.Tables;

namespace Egtlm.Eval.Data;

/// <summary>Reads the documents that every query ranks.</summary>
internal static class CandidateReader
{
    /// <summary>Query id → candidate ids, in file order; a candidate that is named twice counts once.</summary>
    /// <param name="documentIds">Ids of the corpus; the same strings are put into the lists.</param>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ReadAsync(
        DataTable table, HashSet<string> documentIds, Action<string>? warn, CancellationToken cancellation)
    {
        var candidates = new Dictionary<string, IReadOnlyList<string>>();
        var (ids, repeated) = (new HashSet<string>(), new List<string>());
        await TableReader.ReadAsync(table, ["query-id", "corpus-ids"], Read, cancellation).ConfigureAwait(false);
        RetrievalReader.Warn(warn, $"{table.Place} names candidates more than once; once counts", repeated);
        return candidates;

        void Read(Row row)
        {
            var query = row.Id("query-id");
            RetrievalReader.AddNew(row, ids, query, "query");
            var all = row.Ids("corpus-ids");
            var (distinct, seen) = (new List<string>(all.Count), new HashSet<string>(all.Count));
            foreach (var id in all)
            {
                // MindSmallReranking has tens of millions of candidates of a few thousand documents.
                if (!documentIds.TryGetValue(id, out var known))
                {
                    throw row.Failure($"found the candidate '{id}', which is not in the corpus");
                }

                if (seen.Add(known))
                {
                    distinct.Add(known);
                }
            }

            repeated.AddRange(distinct.Count < all.Count ? [query] : []);
            candidates.Add(query, [.. distinct]);
        }
    }
}
