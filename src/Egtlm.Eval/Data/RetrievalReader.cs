using Egtlm.Eval.Data.Tables;

namespace Egtlm.Eval.Data;

/// <summary>Reads a corpus, queries, judgements and, if there are any, candidates and instructions.</summary>
internal static class RetrievalReader
{
    private static readonly string[] IdNames = ["_id", "id"];

    public static Task<RetrievalData> ReadAsync(
        DataLocation location, Action<string>? warn, CancellationToken cancellation) =>
        ReadTablesAsync(location.Tables ?? FolderTables.OfRetrieval(location), warn, cancellation);

    /// <summary>Reads the set as mteb's RetrievalDatasetLoader does: queries without judgements are left out.</summary>
    /// <param name="warn">Told of judgements that can never be met.</param>
    public static async Task<RetrievalData> ReadTablesAsync(
        PartTables tables, Action<string>? warn, CancellationToken cancellation)
    {
        // Not null: a retrieval set has the three.
        var (qrelsTable, corpusTable, queriesTable) = (tables.Qrels!, tables.Corpus!, tables.Queries!);
        var qrels = await Qrels.ReadAsync(qrelsTable, cancellation).ConfigureAwait(false);
        var (corpus, documentIds) = await ReadCorpusAsync(corpusTable, cancellation).ConfigureAwait(false);
        var (queries, queryIds) = await ReadQueriesAsync(queriesTable, cancellation).ConfigureAwait(false);
        queries.RemoveAll(query => !qrels.ContainsKey(query.Id));
        if (queries.Count == 0)
        {
            throw new EvaluationException($"{qrelsTable.Place} judges no query of {queriesTable.Place}",
                "are their ids of the same data set?");
        }

        Warn(warn, $"{qrelsTable.Place} judges queries that are not in the queries",
            qrels.Keys.Where(id => !queryIds.Contains(id)));
        var unknown = queries.SelectMany(query => qrels[query.Id].Keys).Where(id => !documentIds.Contains(id));
        Warn(warn, $"{qrelsTable.Place} judges documents that are not in the corpus", unknown);
        var candidates = tables.TopRanked is null
            ? null
            : await CandidateReader.ReadAsync(tables.TopRanked, documentIds, warn, cancellation).ConfigureAwait(false);
        if (candidates is not null)
        {
            Warn(warn, "there are no candidates for queries",
                queries.Select(query => query.Id).Where(id => !candidates.ContainsKey(id)));
        }

        var grades = qrels.ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<string, int>)pair.Value);
        var instructed = tables.Instructions is null
            ? queries
            : await InstructAsync(queries, tables.Instructions, cancellation).ConfigureAwait(false);
        return new RetrievalData(corpus, instructed, grades, candidates);
    }

    /// <summary>Fails on an id that was there before.</summary>
    public static void AddNew(Row row, HashSet<string> ids, string id, string kind)
    {
        if (!ids.Add(id))
        {
            throw row.Failure($"found the {kind} id '{id}' a second time, expected every id once");
        }
    }

    public static void Warn(Action<string>? warn, string message, IEnumerable<string> ids)
    {
        if (warn is not null && ids.ToArray() is [var first, ..] all)
        {
            warn(FormattableString.Invariant($"{message}: {all.Length}, such as '{first}'"));
        }
    }

    private static async Task<(List<CorpusDocument> Corpus, HashSet<string> Ids)> ReadCorpusAsync(
        DataTable table, CancellationToken cancellation)
    {
        var (corpus, ids) = (new List<CorpusDocument>(), new HashSet<string>());
        await TableReader.ReadAsync(table, [.. IdNames, "title", "text"], Read, cancellation).ConfigureAwait(false);
        return (corpus, ids);

        void Read(Row row)
        {
            var id = row.Id(IdNames);
            AddNew(row, ids, id, "document");
            corpus.Add(new CorpusDocument(id, row.OptionalText("title") ?? "", row.Text("text")));
        }
    }

    private static async Task<(List<RetrievalQuery> Queries, HashSet<string> Ids)> ReadQueriesAsync(
        DataTable table, CancellationToken cancellation)
    {
        var (queries, ids) = (new List<RetrievalQuery>(), new HashSet<string>());
        await TableReader.ReadAsync(table, [.. IdNames, "text", "instruction"], Read, cancellation)
            .ConfigureAwait(false);
        return (queries, ids);

        void Read(Row row)
        {
            var id = row.Id(IdNames);
            AddNew(row, ids, id, "query");
            queries.Add(new RetrievalQuery(id, row.Text("text"), row.OptionalText("instruction")));
        }
    }

    /// <summary>Puts the instruction of a table of its own beside every query.</summary>
    private static async Task<List<RetrievalQuery>> InstructAsync(
        List<RetrievalQuery> queries, DataTable table, CancellationToken cancellation)
    {
        var instructions = new Dictionary<string, string>();
        await TableReader.ReadAsync(
            table, ["query-id", "instruction"],
            row => instructions[row.Id("query-id")] = row.Text("instruction"), cancellation).ConfigureAwait(false);
        return
        [
            .. queries.Select(query => instructions.TryGetValue(query.Id, out var instruction)
                ? query with { Instruction = instruction }
                : throw new EvaluationException($"{table.Place} has no instruction for the query '{query.Id}'")),
        ];
    }
}
