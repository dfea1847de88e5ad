using System.Text.Json;
using System.Text.Json.Serialization;

namespace Egtlm.Eval.Models;

/// <summary>
/// The profiles of the product, one JSON file each in <c>Profiles/</c>, and profile files of the user.
/// </summary>
public static class EncodingProfiles
{
    /// <summary>Chosen from the model folder by <see cref="Detect"/>.</summary>
    public const string Auto = "auto";

    public const string SentenceTransformers = "sentence-transformers";

    public const string Egtlm = "egtlm";

    /// <summary>
    /// The token that ends EGTLM's and GritLM's template; a checkpoint that has it was trained with the template.
    /// </summary>
    private const string EmbedToken = "<|embed|>";

    private const string ResourcePrefix = "Profiles/";

    private const string Extension = ".json";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Names that <see cref="Load"/> knows, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(EncodingProfiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => name[ResourcePrefix.Length..^Extension.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>A profile by its name, or by the path of a profile file.</summary>
    public static EncodingProfile Load(string nameOrPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrPath);
        if (Names.Contains(nameOrPath))
        {
            using var resource = typeof(EncodingProfiles).Assembly
                .GetManifestResourceStream(ResourcePrefix + nameOrPath + Extension)!; // not null: Names lists it
            return Read(resource, nameOrPath);
        }

        if (!File.Exists(nameOrPath))
        {
            throw new EvaluationException(
                $"profile '{nameOrPath}' is not known",
                $"known: {Auto}, {string.Join(", ", Names)}, or the path of a file");
        }

        using var file = File.OpenRead(nameOrPath);
        return Read(file, Path.GetFileNameWithoutExtension(nameOrPath));
    }

    /// <summary>
    /// <see cref="Egtlm"/> for a decoder without modules.json whose tokenizer has the token <c>&lt;|embed|&gt;</c>,
    /// else <see cref="SentenceTransformers"/>. Published EGTLM checkpoints without the token need the profile's name.
    /// </summary>
    /// <param name="tokenId">The tokenizer's id of a token, or null.</param>
    public static string Detect(ModelFolder folder, Func<string, int?> tokenId)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(tokenId);
        return folder is { IsDecoder: true, HasModules: false } && tokenId(EmbedToken) is not null
            ? Egtlm
            : SentenceTransformers;
    }

    private static EncodingProfile Read(Stream stream, string name)
    {
        try
        {
            var file = JsonSerializer.Deserialize<ProfileFile>(stream, Strict)
                ?? throw new JsonException("the file is 'null'");
            return file.ToProfile(name);
        }
        catch (JsonException exception)
        {
            throw new EvaluationException($"profile '{name}': {exception.Message}", inner: exception);
        }
    }
}
