using System.Text.Json;

namespace Egtlm.Eval.Models.Architectures;

/// <summary>
/// Strict access to a model's config.json: a value that is missing or of the wrong kind is an error that names it.
/// </summary>
/// <param name="path">The file, or what stands for it in messages.</param>
/// <remarks>
/// A property that is null counts as absent, as in transformers; <see cref="IsNull"/> tells the two apart.
/// </remarks>
internal sealed class ModelConfig(string path, JsonElement root)
{
    public string Path { get; } = path;

    public static ModelConfig Read(string directory)
    {
        var path = System.IO.Path.Combine(directory, "config.json");
        if (!File.Exists(path))
        {
            throw new EvaluationException($"'{path}' is missing", "pass a model directory as transformers saves it");
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement.Clone();
            return root.ValueKind == JsonValueKind.Object
                ? new ModelConfig(path, root)
                : throw new EvaluationException($"'{path}' is not a JSON object");
        }
        catch (JsonException e)
        {
            throw new EvaluationException($"'{path}' is not JSON: {e.Message}", inner: e);
        }
    }

    public bool Has(string name) => Find(name) is not null;

    /// <summary>Whether null is written, which to some properties means more than absence.</summary>
    public bool IsNull(string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null;

    public int Int(string name, int? absent = null)
    {
        if (Find(name) is not { } value)
        {
            return absent ?? throw Missing(name);
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0
            ? number
            : throw Wrong(name, value, "a whole number that is not negative");
    }

    /// <summary>As <see cref="Int"/>, for sizes, where 0 makes no model.</summary>
    public int Size(string name, int? absent = null) =>
        Int(name, absent) is > 0 and var size ? size : throw Wrong(name, Find(name)!.Value, "a number above 0");

    public double Number(string name, double? absent = null)
    {
        if (Find(name) is not { } value)
        {
            return absent ?? throw Missing(name);
        }

        return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Wrong(name, value, "a number");
    }

    public bool Flag(string name, bool absent) => Find(name) switch
    {
        null => absent,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Wrong(name, value, "true or false"),
    };

    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        { } value => throw Wrong(name, value, "a string"),
    };

    /// <summary>A list of strings, or null.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(element => element.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(element => element.GetString()!)]
            : throw Wrong(name, value, "a list of strings");
    }

    /// <summary>A nested object, or null.</summary>
    public ModelConfig? Section(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => new ModelConfig($"{Path}: {name}", value),
        { } value => throw Wrong(name, value, "an object"),
    };

    /// <summary>A value that changes numbers in a way not implemented here.</summary>
    public EvaluationException Unsupported(string name, string supported) => new(
        $"'{Path}' has {name} {Find(name)?.GetRawText() ?? "null"}, which is not supported",
        $"supported: {supported}");

    /// <summary>Refuses any value but <paramref name="only"/>, which may also be left out.</summary>
    public void Require(string name, bool only)
    {
        if (Flag(name, only) != only)
        {
            throw Unsupported(name, only ? "true" : "false");
        }
    }

    private JsonElement? Find(string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private EvaluationException Missing(string name) =>
        new($"'{Path}' has no '{name}'", "config.json must be the model's own");

    private EvaluationException Wrong(string name, JsonElement value, string expected) =>
        new($"'{Path}' has {name} {value.GetRawText()}, expected {expected}");
}
