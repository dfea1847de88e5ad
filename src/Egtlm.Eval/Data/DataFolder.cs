using System.Text.Json;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>What a folder with the data of one subset holds.</summary>
internal static class DataFolder
{
    public const string Corpus = "corpus.jsonl";
    public const string Queries = "queries.jsonl";
    public const string Qrels = "qrels";
    public const string TopRanked = "top_ranked";

    /// <summary>Whether the folder has the retrieval layout, which reranking data may have too.</summary>
    public static bool IsRetrieval(string folder) => File.Exists(Path.Combine(folder, Corpus));

    /// <summary>Splits that the folder has for a task of this type, in ordinal order.</summary>
    public static IReadOnlyList<string> Splits(TaskType type, string folder) =>
        type == TaskType.Retrieval || (type == TaskType.Reranking && IsRetrieval(folder))
            ? Stems(Path.Combine(folder, Qrels), "*.tsv")
            : Stems(folder, "*.jsonl");

    /// <summary>The file that <paramref name="location"/> lacks besides the split's own, or null.</summary>
    public static string? MissingFile(TaskDefinition task, DataLocation location)
    {
        string[] needed = task switch
        {
            ClassificationTask classification => [classification.TrainSplit + ".jsonl"],
            RetrievalTask => [Corpus, Queries],
            RerankingTask when IsRetrieval(location.Folder) =>
                [Queries, Path.Combine(TopRanked, location.FileSplit + ".jsonl")],
            _ => [],
        };
        return needed.FirstOrDefault(file => !File.Exists(location.File(file)));
    }

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

    private static string[] Stems(string folder, string pattern) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, pattern).Select(Stem).Order(StringComparer.Ordinal)]
        : [];

    // Not null: an enumerated file has a name.
    private static string Stem(string file) => Path.GetFileNameWithoutExtension(file)!;
}
