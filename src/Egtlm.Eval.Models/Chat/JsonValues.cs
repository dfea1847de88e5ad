using System.Text.Json;
using System.Text.Json.Nodes;
using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat;

/// <summary>JSON as the values of a template, as Python's <c>json.loads</c> reads it.</summary>
internal static class JsonValues
{
    public static object? Of(JsonNode? node) => node is null ? null : Of(JsonSerializer.SerializeToElement(node));

    public static object? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => Text(element),
        JsonValueKind.Number => Number(element),
        JsonValueKind.Array => PythonSequence.List(element.EnumerateArray().Select(Of)),
        JsonValueKind.Object => PythonMapping.Of(
            element.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, Of(property.Value)))),
    };

    private static string Text(JsonElement element)
    {
        try
        {
            return element.GetString()!; // not null: it is a string
        }
        catch (InvalidOperationException exception)
        {
            throw new EvaluationException(
                "a chat message holds half of a surrogate pair, which is no text", "repair the data", exception);
        }
    }

    private static object Number(JsonElement element)
    {
        var text = element.GetRawText();
        return text.AsSpan().ContainsAny('.', 'e', 'E') ? (object)element.GetDouble()
            : element.TryGetInt64(out var whole) ? (object)whole
            : throw new EvaluationException($"the number {text} in a chat message is beyond 64 bits");
    }
}
