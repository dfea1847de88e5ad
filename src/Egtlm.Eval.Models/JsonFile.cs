using System.Text.Json;

namespace Egtlm.Eval.Models;

/// <summary>Reads the small JSON files of a model folder; failures name the file.</summary>
internal static class JsonFile
{
    /// <summary>The root of the file, or null where there is no such file.</summary>
    public static JsonElement? TryRead(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new EvaluationException(
                $"'{path}' is not valid JSON: {exception.Message}", "download the model again", exception);
        }
    }

    public static string? Text(this JsonElement element, string name) =>
        Value(element, name, JsonValueKind.String)?.GetString();

    /// <summary>A number; some files write limits as huge as 1e30.</summary>
    public static double? Number(this JsonElement element, string name) =>
        Value(element, name, JsonValueKind.Number)?.GetDouble();

    public static bool? Flag(this JsonElement element, string name) =>
        (Value(element, name, JsonValueKind.True) ?? Value(element, name, JsonValueKind.False))?.GetBoolean();

    private static JsonElement? Value(JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == kind
            ? value
            : null;
}
