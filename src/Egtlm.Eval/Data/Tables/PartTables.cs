namespace Egtlm.Eval.Data.Tables;

/// <summary>The tables that hold one subset and split of a task; those that its type has no use for are null.</summary>
public sealed record PartTables
{
    /// <summary>The rows of the split.</summary>
    public DataTable? Rows { get; init; }

    /// <summary>The training rows of a classification.</summary>
    public DataTable? Train { get; init; }

    /// <summary>The documents of a retrieval set.</summary>
    public DataTable? Corpus { get; init; }

    public DataTable? Queries { get; init; }

    /// <summary>The judgements.</summary>
    public DataTable? Qrels { get; init; }

    /// <summary>The candidates of every query.</summary>
    public DataTable? TopRanked { get; init; }

    /// <summary>An instruction for every query, where it is not a column of the queries.</summary>
    public DataTable? Instructions { get; init; }

    /// <summary>Every file, once: what has to be fetched.</summary>
    public IReadOnlyList<string> Files =>
        [.. All.OfType<DataTable>().SelectMany(table => table.Files).Distinct()];

    private DataTable?[] All => [Rows, Train, Corpus, Queries, Qrels, TopRanked, Instructions];

    /// <summary>The same tables in the folder that the repository is in; their files are paths in the
    /// repository.</summary>
    public PartTables In(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new PartTables
        {
            Rows = Rows?.With(Local),
            Train = Train?.With(Local),
            Corpus = Corpus?.With(Local),
            Queries = Queries?.With(Local),
            Qrels = Qrels?.With(Local),
            TopRanked = TopRanked?.With(Local),
            Instructions = Instructions?.With(Local),
        };

        string Local(string path) => Path.Combine([folder, .. path.Split('/')]);
    }
}
