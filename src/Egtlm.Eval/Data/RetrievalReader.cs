namespace Egtlm.Eval.Data;

/// <summary>Reads corpus.jsonl, queries.jsonl, qrels/SPLIT.tsv and, if there is one, top_ranked/SPLIT.jsonl.</summary>
internal static class RetrievalReader
{
    /// <summary>Reads the set as mteb's RetrievalDatasetLoader does: queries without judgements are left out.</summary>
    /// <param name="warn">Told of judgements that can never be met.</param>
    public static async Task<RetrievalData> ReadAsync(
        DataLocation location, Action<string>? warn, CancellationToken cancellation)
    {
        var qrelsFile = location.File(DataFolder.Qrels, location.FileSplit + ".tsv");
        var qrels = await Qrels.ReadAsync(qrelsFile, cancellation).ConfigureAwait(false);
        var corpusFile = location.File(DataFolder.Corpus);
        var (corpus, documentIds) = await ReadCorpusAsync(corpusFile, cancellation).ConfigureAwait(false);
        var queriesFile = location.File(DataFolder.Queries);
        var (queries, queryIds) = await ReadQueriesAsync(queriesFile, cancellation).ConfigureAwait(false);
        queries.RemoveAll(query => !qrels.ContainsKey(query.Id));
        if (queries.Count == 0)
        {
            throw new EvaluationException($"'{qrelsFile}' judges no query of '{queriesFile}'",
                "are their ids of the same data set?");
        }

        Warn(warn, $"'{qrelsFile}' judges queries that are not in the queries",
            qrels.Keys.Where(id => !queryIds.Contains(id)));
        var unknown = queries.SelectMany(query => qrels[query.Id].Keys).Where(id => !documentIds.Contains(id));
        Warn(warn, $"'{qrelsFile}' judges documents that are not in the corpus", unknown);
        var candidates = await ReadCandidatesAsync(location, documentIds, warn, cancellation).ConfigureAwait(false);
        if (candidates is not null)
        {
            Warn(warn, "there are no candidates for queries",
                queries.Select(query => query.Id).Where(id => !candidates.ContainsKey(id)));
        }

        var grades = qrels.ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<string, int>)pair.Value);
        return new RetrievalData(corpus, queries, grades, candidates);
    }

    private static async Task<(List<CorpusDocument> Corpus, HashSet<string> Ids)> ReadCorpusAsync(
        string file, CancellationToken cancellation)
    {
        var (corpus, ids) = (new List<CorpusDocument>(), new HashSet<string>());
        await JsonLines.ReadAsync(file, Read, cancellation).ConfigureAwait(false);
        return (corpus, ids);

        void Read(JsonRow row)
        {
            var id = row.Id("_id", "id");
            AddNew(row, ids, id, "document");
            corpus.Add(new CorpusDocument(id, row.OptionalText("title") ?? "", row.Text("text")));
        }
    }

    private static async Task<(List<RetrievalQuery> Queries, HashSet<string> Ids)> ReadQueriesAsync(
        string file, CancellationToken cancellation)
    {
        var (queries, ids) = (new List<RetrievalQuery>(), new HashSet<string>());
        await JsonLines.ReadAsync(file, Read, cancellation).ConfigureAwait(false);
        return (queries, ids);

        void Read(JsonRow row)
        {
            var id = row.Id("_id", "id");
            AddNew(row, ids, id, "query");
            queries.Add(new RetrievalQuery(id, row.Text("text"), row.OptionalText("instruction")));
        }
    }

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>?> ReadCandidatesAsync(
        DataLocation location, HashSet<string> documentIds, Action<string>? warn, CancellationToken cancellation)
    {
        var file = location.File(DataFolder.TopRanked, location.FileSplit + ".jsonl");
        if (!File.Exists(file))
        {
            return null;
        }

        var candidates = new Dictionary<string, IReadOnlyList<string>>();
        var (ids, repeated) = (new HashSet<string>(), new List<string>());
        await JsonLines.ReadAsync(file, Read, cancellation).ConfigureAwait(false);
        Warn(warn, $"'{file}' names candidates more than once; once counts", repeated);
        return candidates;

        void Read(JsonRow row)
        {
            var query = row.Id("query-id");
            AddNew(row, ids, query, "query");
            var all = row.Ids("corpus-ids");
            if (all.FirstOrDefault(id => !documentIds.Contains(id)) is { } unknown)
            {
                throw row.Failure($"found the candidate '{unknown}', which is not in the corpus");
            }

            string[] distinct = [.. all.Distinct()];
            repeated.AddRange(distinct.Length < all.Count ? [query] : []);
            candidates.Add(query, distinct);
        }
    }

    private static void AddNew(JsonRow row, HashSet<string> ids, string id, string kind)
    {
        if (!ids.Add(id))
        {
            throw row.Failure($"found the {kind} id '{id}' a second time, expected every id once");
        }
    }

    private static void Warn(Action<string>? warn, string message, IEnumerable<string> ids)
    {
        if (warn is not null && ids.ToArray() is [var first, ..] all)
        {
            warn(FormattableString.Invariant($"{message}: {all.Length}, such as '{first}'"));
        }
    }
}
