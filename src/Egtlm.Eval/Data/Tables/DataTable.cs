namespace Egtlm.Eval.Data.Tables;

/// <summary>A table that a task reads, in one file or in several that follow one another.</summary>
/// <param name="Files">In the order of the rows: full paths, or paths in a repository that are not fetched yet.</param>
/// <param name="Filter">Which rows count; null for all.</param>
public sealed record DataTable(IReadOnlyList<string> Files, RowFilter? Filter = null)
{
    /// <summary>The property of a JSON document that holds the rows; null when the document is the rows.</summary>
    public string? Field { get; init; }

    /// <summary>What separates fields, when it is not what the file's name says.</summary>
    public char? Separator { get; init; }

    /// <summary>The files, for messages.</summary>
    internal string Place => Files.Count == 1
        ? $"'{Files[0]}'"
        : FormattableString.Invariant($"'{Files[0]}' and {Files.Count - 1} more");

    /// <summary>The same table with its files elsewhere.</summary>
    internal DataTable With(Func<string, string> move) => this with { Files = [.. Files.Select(move)] };
}

/// <summary>Keeps the rows whose column has a value: mteb's <c>fast_load</c> cuts one table into subsets so.</summary>
public sealed record RowFilter(string Column, string Value);
