using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Egtlm.Eval.Cli;

/// <summary>What <c>--json</c> writes: one document, snake_case keys, <c>"version": 1</c>.</summary>
internal static class JsonOutput
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Write(object document) => JsonSerializer.Serialize(document, Options);

    /// <summary>The document of a command that could not run.</summary>
    public static string Failure(string code, string message, string? hint) =>
        Write(new { Version = 1, Ok = false, Error = new { Code = code, Message = message, Hint = hint } });
}
