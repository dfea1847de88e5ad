using System.Text.Json;
using Egtlm.Eval.Data.Tables;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>What a folder with the data of one subset holds.</summary>
internal static class DataFolder
{
    public const string Corpus = "corpus";
    public const string Queries = "queries";
    public const string Qrels = "qrels";
    public const string TopRanked = "top_ranked";

    /// <summary>A tab-separated file without quotes is what a folder of judgements always had.</summary>
    private static readonly string[] QrelsEnds =
        [".tsv", ".tsv.gz", .. TableFormats.OfFolders.Where(end => !end.StartsWith(".tsv", StringComparison.Ordinal))];

    /// <summary>Whether the folder has the retrieval layout, which reranking data may have too.</summary>
    public static bool IsRetrieval(string folder) => Find(folder, Corpus) is not null;

    /// <summary>Splits that the folder has for a task of this type, in ordinal order.</summary>
    public static IReadOnlyList<string> Splits(TaskType type, string folder) =>
        type == TaskType.Retrieval || (type == TaskType.Reranking && IsRetrieval(folder))
            ? Stems(Path.Combine(folder, Qrels), QrelsEnds)
            : Stems(folder, TableFormats.OfFolders);

    /// <summary>The table of this name: JSON lines before other formats; null when there is none.</summary>
    /// <param name="parts">Folders, then the name without its end.</param>
    public static string? Find(string folder, params string[] parts) =>
        Existing(Path.Combine([folder, .. parts]), TableFormats.OfFolders);

    /// <summary>The judgements of a split, or null when there are none.</summary>
    public static string? FindQrels(string folder, string split) =>
        Existing(Path.Combine(folder, Qrels, split), QrelsEnds);

    /// <summary>The file that <paramref name="location"/> lacks besides the split's own, or null.</summary>
    public static string? MissingFile(TaskDefinition task, DataLocation location)
    {
        string[] needed = task switch
        {
            ClassificationTask classification => [classification.TrainSplit],
            GenerationTask { Shots: { } shots } => [shots.Split],
            RetrievalTask => [Corpus, Queries],
            RerankingTask when IsRetrieval(location.Folder) => [Queries, TopRankedOf(location)],
            _ => [],
        };
        var missing = needed.FirstOrDefault(stem => Find(location.Folder, stem) is null);
        return missing is null ? null : missing + TableFormats.OfFolders[0];
    }

    /// <summary>Where the candidates of a split are, without the file's end.</summary>
    public static string TopRankedOf(DataLocation location) => Path.Combine(TopRanked, location.FileSplit);

    /// <summary>The subset that the folder's README.json names as <c>hf_subset</c>, or null.</summary>
    public static string? SubsetOf(string folder)
    {
        var file = Path.Combine(folder, "README.json");
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var readme = JsonDocument.Parse(File.ReadAllBytes(file));
            return readme.RootElement.ValueKind == JsonValueKind.Object
                && readme.RootElement.TryGetProperty("hf_subset", out var subset)
                && subset.ValueKind == JsonValueKind.String
                    ? subset.GetString()
                    : null;
        }
        catch (JsonException)
        {
            // Not ours to judge: the folder may have any README.json.
            return null;
        }
    }

    private static string? Existing(string stem, IReadOnlyList<string> ends) =>
        ends.Select(end => stem + end).FirstOrDefault(File.Exists);

    private static string[] Stems(string folder, IReadOnlyList<string> ends)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var names = Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file));
        var stems = names.Select(name => (Name: name, End: ends.FirstOrDefault(end => IsEndOf(end, name))))
            .Where(found => found.End is not null)
            .Select(found => found.Name[..^found.End!.Length]); // not null: the others are left out
        return [.. stems.Distinct().Order(StringComparer.Ordinal)];
    }

    private static bool IsEndOf(string end, string name) =>
        name.Length > end.Length && name.EndsWith(end, StringComparison.Ordinal);
}
