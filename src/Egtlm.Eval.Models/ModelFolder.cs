using System.Text.Json;

namespace Egtlm.Eval.Models;

/// <summary>
/// What a Hugging Face or sentence-transformers model folder says about itself, weights and tokenizer aside.
/// </summary>
public sealed record ModelFolder
{
    private const string ConfigFile = "config.json";

    /// <summary>Model types without causal attention. Source: <c>model_type</c> in transformers.</summary>
    private static readonly HashSet<string> EncoderTypes = ["bert", "roberta", "xlm-roberta"];

    public required string Directory { get; init; }

    /// <summary>
    /// Holds config.json, the tokenizer and the weights; differs from <see cref="Directory"/> in old folders only.
    /// </summary>
    public required string TransformerDirectory { get; init; }

    /// <summary><c>model_type</c> of config.json, such as <c>qwen2</c>.</summary>
    public required string ModelType { get; init; }

    /// <summary>
    /// First of <c>architectures</c>, such as <c>Qwen2ForCausalLM</c>; the model type where there is none.
    /// </summary>
    public required string Architecture { get; init; }

    /// <summary>
    /// Whether the folder has a modules.json; else mean pooling is assumed, as sentence-transformers does.
    /// </summary>
    public required bool HasModules { get; init; }

    public required PoolingOptions Pooling { get; init; }

    /// <summary>Projection, Dense and Normalize modules after the pooling, in order.</summary>
    public required IReadOnlyList<SentenceModule> Modules { get; init; }

    public required SentenceSettings Settings { get; init; }

    /// <summary><c>max_position_embeddings</c> of config.json.</summary>
    public required int? MaxPositions { get; init; }

    /// <summary>
    /// False where config.json says <c>is_causal</c> false: a decoder whose tokens see all tokens, since transformers 5.2.
    /// </summary>
    public bool IsCausal { get; init; } = true;

    /// <summary><c>vocab_size</c> of config.json: rows of the embedding table.</summary>
    public int? VocabularySize { get; init; }

    /// <summary><c>eos_token</c> of tokenizer_config.json.</summary>
    public string? EosToken { get; init; }

    /// <summary>
    /// Longest input in tokens, special tokens included: <c>max_seq_length</c>, else the smaller of the model's and
    /// tokenizer's limit.
    /// </summary>
    public required int? MaxLength { get; init; }

    /// <summary>Whether the model is a decoder, which can attend causally.</summary>
    public bool IsDecoder => !EncoderTypes.Contains(ModelType);

    /// <exception cref="EvaluationException">The folder is missing, is no model, or asks for what is not
    /// supported.</exception>
    public static ModelFolder Read(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (!System.IO.Directory.Exists(directory))
        {
            throw new EvaluationException(
                $"model folder '{directory}' does not exist",
                "give the folder that holds config.json, tokenizer.json and model.safetensors");
        }

        var modules = SentenceModule.ReadAll(directory);
        var transformer = modules is null ? directory : modules[0].Directory;
        var config = ReadConfig(transformer);
        var modelType = config.Text("model_type") ?? "";
        var settings = SentenceSettings.Read(directory, transformer);
        return new ModelFolder
        {
            Directory = directory,
            TransformerDirectory = transformer,
            ModelType = modelType,
            Architecture = FirstArchitecture(config) ?? modelType,
            HasModules = modules is not null,
            Pooling = modules is null ? new PoolingOptions([PoolingMode.Mean]) : ReadPooling(modules[1].Directory),
            Modules = [.. ProjectionHead.ModulesOf(transformer), .. modules?.Skip(2) ?? []],
            Settings = settings,
            MaxPositions = Whole(config.Number("max_position_embeddings")),
            IsCausal = config.Flag("is_causal") ?? true,
            VocabularySize = Whole(config.Number("vocab_size")),
            EosToken = EosTokenOf(transformer),
            MaxLength = settings.MaxLength ?? SmallerLimit(config, transformer),
        };
    }

    private static JsonElement ReadConfig(string directory)
    {
        if (JsonFile.TryRead(Path.Combine(directory, ConfigFile)) is { } config)
        {
            return config;
        }

        throw new EvaluationException(
            $"'{directory}' is not a model folder: it has no '{ConfigFile}'", Hint(directory));
    }

    private static string Hint(string directory)
    {
        var snapshots = Path.Combine(directory, "snapshots");
        if (System.IO.Directory.Exists(snapshots)
            && System.IO.Directory.EnumerateDirectories(snapshots).Order().FirstOrDefault() is { } snapshot)
        {
            return $"it is an entry of the Hugging Face cache; did you mean '{snapshot}'?";
        }

        return File.Exists(Path.Combine(directory, "adapter_config.json"))
            ? "it is an adapter: merge it into its base model and save that"
            : "give the folder that holds config.json, tokenizer.json and model.safetensors";
    }

    private static string? FirstArchitecture(JsonElement config) =>
        config.TryGetProperty("architectures", out var names) && names.ValueKind == JsonValueKind.Array
            ? names.EnumerateArray().Select(name => name.ToString()).FirstOrDefault()
            : null;

    private static PoolingOptions ReadPooling(string directory)
    {
        var path = Path.Combine(directory, ConfigFile);
        return PoolingOptions.Read(
            JsonFile.TryRead(path) ?? throw new EvaluationException(
                $"'{path}' does not exist, but '{SentenceModule.FileName}' names it", "download the model again"),
            path);
    }

    // A special token is a text or an object with 'content'.
    private static string? EosTokenOf(string directory)
    {
        var tokenizer = JsonFile.TryRead(Path.Combine(directory, "tokenizer_config.json")) ?? default;
        return tokenizer.Text("eos_token")
            ?? (tokenizer.ValueKind == JsonValueKind.Object && tokenizer.TryGetProperty("eos_token", out var token)
                ? token.Text("content")
                : null);
    }

    // Source: sentence-transformers Transformer.__init__.
    private static int? SmallerLimit(JsonElement config, string directory)
    {
        var tokenizer = JsonFile.TryRead(Path.Combine(directory, "tokenizer_config.json")) ?? default;
        return Whole(config.Number("max_position_embeddings")) is { } positions
            ? Math.Min(positions, Whole(tokenizer.Number("model_max_length")) ?? int.MaxValue)
            : Whole(tokenizer.Number("model_max_length"));
    }

    // Tokenizers without a limit say 1e30.
    private static int? Whole(double? number) => number is null or > int.MaxValue ? null : (int)number;
}
