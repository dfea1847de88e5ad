using System.Text.Json;

namespace Egtlm.Eval.Models;

/// <summary>A module of a sentence-transformers folder that takes part in an encoding.</summary>
public enum SentenceModuleKind
{
    Transformer,
    Pooling,

    /// <summary>See <see cref="ProjectionHead"/>.</summary>
    Projection,
    Dense,
    Normalize,
}

/// <summary>One entry of <c>modules.json</c> and the folder that holds its files.</summary>
public sealed record SentenceModule(SentenceModuleKind Kind, string Directory)
{
    public const string FileName = "modules.json";

    /// <summary>The modules of a folder in order, or null for a plain model folder.</summary>
    internal static IReadOnlyList<SentenceModule>? ReadAll(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (JsonFile.TryRead(path) is not { } root)
        {
            return null;
        }

        var entries = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToArray() : [];
        SentenceModule[] modules =
        [
            .. entries.Where(entry => !IsDropout(entry)).Select(entry => Read(entry, directory, path)),
        ];
        var kinds = modules.Select(module => module.Kind).ToArray();
        if (kinds is not [SentenceModuleKind.Transformer, SentenceModuleKind.Pooling, ..]
            || kinds.Skip(2).Any(kind => kind is SentenceModuleKind.Transformer or SentenceModuleKind.Pooling))
        {
            throw new EvaluationException(
                $"'{path}' lists {(kinds.Length == 0 ? "no modules" : string.Join(", ", kinds))}",
                "expected one Transformer, then one Pooling, then any number of Dense and Normalize");
        }

        return modules;
    }

    private static SentenceModule Read(JsonElement entry, string directory, string path)
    {
        var type = entry.Text("type") ?? "";
        var kind = ClassName(type) switch
        {
            "Transformer" => SentenceModuleKind.Transformer,
            "Pooling" => SentenceModuleKind.Pooling,
            "Dense" => SentenceModuleKind.Dense,
            "Normalize" => SentenceModuleKind.Normalize,
            _ => throw new EvaluationException(
                $"'{path}': module '{type}' is not supported",
                "supported: Transformer, Pooling, Dense, Normalize, Dropout"),
        };
        return new SentenceModule(kind, Path.Combine(directory, entry.Text("path") ?? ""));
    }

    // Dropout does nothing outside training.
    private static bool IsDropout(JsonElement entry) => ClassName(entry.Text("type") ?? "") == "Dropout";

    // sentence_transformers.models.Pooling, or since 6
    // sentence_transformers.sentence_transformer.modules.pooling.Pooling
    private static string ClassName(string type) => type.StartsWith("sentence_transformers.", StringComparison.Ordinal)
        ? type[(type.LastIndexOf('.') + 1)..]
        : type;
}
