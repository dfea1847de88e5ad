using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Egtlm.Eval.Tasks;

/// <summary>Reads hand-written JSON: snake_case, comments and trailing commas, nothing unknown or missing.</summary>
internal static class StrictJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>The bytes of a file without a byte order mark.</summary>
    public static byte[] ReadBytes(string file)
    {
        var bytes = File.ReadAllBytes(file);
        return bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
    }

    /// <summary>Reads a value of <paramref name="type"/>, or null when there are findings.</summary>
    public static object? Read(JsonShape shape, Type type)
    {
        try
        {
            shape.Check(type);
            return shape.Findings.Count == 0 ? JsonSerializer.Deserialize(shape.Utf8, type, Options) : null;
        }
        catch (JsonException error)
        {
            shape.Add(error);
            return null;
        }
    }
}
