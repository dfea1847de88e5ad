namespace Egtlm.Eval.Data.Tables;

/// <summary>How a file holds rows.</summary>
internal enum TableFormat
{
    Parquet,
    Json,
    Delimited,
}

/// <summary>Formats by the ends of file names.</summary>
internal static class TableFormats
{
    /// <summary>Ends of names that <c>datasets</c> takes for the same formats; each but Parquet also with
    /// <c>.gz</c>.</summary>
    private static readonly Dictionary<string, TableFormat> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [".parquet"] = TableFormat.Parquet,
        [".jsonl"] = TableFormat.Json,
        [".ndjson"] = TableFormat.Json,
        [".json"] = TableFormat.Json,
        [".csv"] = TableFormat.Delimited,
        [".tsv"] = TableFormat.Delimited,
    };

    /// <summary>The ends that a split of a plain folder may have, the preferred first.</summary>
    /// <remarks>Not <c>.json</c>: README.json is no split.</remarks>
    public static IReadOnlyList<string> OfFolders { get; } =
        [".jsonl", ".jsonl.gz", ".parquet", ".csv", ".csv.gz", ".tsv", ".tsv.gz"];

    public const string Expected = ".parquet, .jsonl, .json, .csv or .tsv, all but the first also with .gz";

    /// <summary>The format of a file, or null when it is none of them.</summary>
    public static TableFormat? Of(string path)
    {
        var isCompressed = IsCompressed(path);
        var extension = Path.GetExtension(isCompressed ? path[..^3] : path);
        return Known.TryGetValue(extension, out var format) && !(isCompressed && format == TableFormat.Parquet)
            ? format
            : null;
    }

    public static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>A tab for .tsv, else a comma.</summary>
    public static char SeparatorOf(string path) =>
        path.Contains(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',';
}
