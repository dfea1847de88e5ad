using System.Text.Json;
using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat;

/// <summary>A message with any fields, prepared as transformers does before the template sees it.</summary>
internal static class RichMessage
{
    private const string Reasoning = "reasoning_content";

    /// <summary>Names under which frameworks store what a model thought. The first one given counts.</summary>
    private static readonly string[] ReasoningNames = [Reasoning, "thinking", "reasoning"];

    public static object? Of(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            throw new EvaluationException(
                $"a chat message is an object with 'role' and 'content', found: {message.ValueKind}");
        }

        var fields = message.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null)
            .Select(field => KeyValuePair.Create(field.Name, JsonValues.Of(field.Value))).ToList();
        var reasoning = ReasoningNames.Select(name => fields.Find(field => field.Key == name))
            .FirstOrDefault(field => field.Key is not null);
        if (reasoning.Key is not null && reasoning.Key != Reasoning)
        {
            fields.Add(KeyValuePair.Create(Reasoning, reasoning.Value));
        }

        return PythonMapping.Of(fields);
    }
}
