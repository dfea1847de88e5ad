using System.Text.Json;
using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Models;

/// <summary>
/// What a folder says about texts: <c>sentence_bert_config.json</c> and <c>config_sentence_transformers.json</c>.
/// </summary>
/// <param name="MaxLength">Tokens after which a text is cut; null when the file gives none.</param>
/// <param name="LowersCase">Texts are lowered before they are tokenised.</param>
/// <param name="Prompts">Prompt texts by name.</param>
/// <param name="DefaultPromptName">The prompt of texts that get none by name.</param>
public sealed record SentenceSettings(
    int? MaxLength,
    bool LowersCase,
    IReadOnlyDictionary<string, string> Prompts,
    string? DefaultPromptName,
    SimilarityFunction Similarity)
{
    private const string PromptFile = "config_sentence_transformers.json";

    /// <summary>
    /// Names of the length file; older releases named it after the model. Source: sentence-transformers
    /// Transformer.load.
    /// </summary>
    private static readonly string[] LengthFiles =
    [
        "sentence_bert_config.json",
        "sentence_roberta_config.json",
        "sentence_distilbert_config.json",
        "sentence_camembert_config.json",
        "sentence_albert_config.json",
        "sentence_xlm-roberta_config.json",
        "sentence_xlnet_config.json",
    ];

    /// <param name="directory">The model folder.</param>
    /// <param name="transformerDirectory">The folder of its Transformer module.</param>
    internal static SentenceSettings Read(string directory, string transformerDirectory)
    {
        var lengths = LengthFiles.Select(name => JsonFile.TryRead(Path.Combine(transformerDirectory, name)))
            .FirstOrDefault(file => file is not null) ?? default;
        var path = Path.Combine(directory, PromptFile);
        var settings = JsonFile.TryRead(path) ?? default;
        var prompts = ReadPrompts(settings);
        var defaultName = settings.Text("default_prompt_name");
        if (defaultName is not null && !prompts.ContainsKey(defaultName))
        {
            throw new EvaluationException(
                $"'{path}': 'default_prompt_name' is '{defaultName}', which 'prompts' does not hold",
                $"known: {string.Join(", ", prompts.Keys)}");
        }

        return new SentenceSettings(
            (int?)lengths.Number("max_seq_length"),
            lengths.Flag("do_lower_case") ?? false,
            prompts,
            defaultName,
            ReadSimilarity(settings.Text("similarity_fn_name"), path));
    }

    // sentence-transformers 5 and later start from these two, so a task with a
    // prompt type never gets the default prompt.
    private static Dictionary<string, string> ReadPrompts(JsonElement settings)
    {
        var prompts = new Dictionary<string, string>(StringComparer.Ordinal) { ["query"] = "", ["document"] = "" };
        if (settings.ValueKind == JsonValueKind.Object
            && settings.TryGetProperty("prompts", out var stored) && stored.ValueKind == JsonValueKind.Object)
        {
            foreach (var prompt in stored.EnumerateObject())
            {
                prompts[prompt.Name] = prompt.Value.GetString() ?? "";
            }
        }

        return prompts;
    }

    private static SimilarityFunction ReadSimilarity(string? name, string path) => name switch
    {
        null or "cosine" => SimilarityFunction.Cosine,
        "dot" or "dot_product" => SimilarityFunction.Dot,
        "euclidean" => SimilarityFunction.Euclidean,
        "manhattan" => SimilarityFunction.Manhattan,
        _ => throw new EvaluationException(
            $"'{path}': 'similarity_fn_name' is '{name}'", "expected: cosine, dot, euclidean or manhattan"),
    };
}
