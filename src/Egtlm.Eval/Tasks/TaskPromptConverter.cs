using System.Text.Json;
using System.Text.Json.Serialization;

namespace Egtlm.Eval.Tasks;

/// <summary>Reads a prompt as mteb writes it: a string, or an object with one string per prompt type.</summary>
internal sealed class TaskPromptConverter : JsonConverter<TaskPrompt>
{
    public override TaskPrompt Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new TaskPrompt(reader.GetString());
        }

        var texts = JsonSerializer.Deserialize<PromptTexts>(ref reader, options)
            ?? throw new JsonException("a prompt is a string or an object");
        return new TaskPrompt(null, texts.Query, texts.Document);
    }

    public override void Write(Utf8JsonWriter writer, TaskPrompt value, JsonSerializerOptions options)
    {
        if (value.Text is { } text)
        {
            writer.WriteStringValue(text);
        }
        else
        {
            JsonSerializer.Serialize(writer, new PromptTexts(value.Query, value.Document), options);
        }
    }
}

/// <summary>The object form of a <see cref="TaskPrompt"/>.</summary>
internal sealed record PromptTexts(string? Query = null, string? Document = null);
