using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Egtlm.Eval.Tasks;

/// <summary>JSON schemas of task and benchmark files, for editors; made from the records that read the files.</summary>
public static class TaskSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The schema of task files of one type, with a final newline.</summary>
    public static string Export(TaskType type)
    {
        var schema = ExportRecord(TaskTypes.RecordOf(type), $"{TaskTypes.NameOf(type)} task");
        schema["properties"]!["type"] = new JsonObject { ["const"] = TaskTypes.NameOf(type) };
        ((JsonArray)schema["required"]!).Insert(0, "type");
        return Text(schema);
    }

    /// <summary>The schema of benchmark files, with a final newline.</summary>
    public static string ExportBenchmark() => Export(typeof(Benchmark), "benchmark");

    /// <summary>The schema of files that are read into a record, with a final newline.</summary>
    internal static string Export(Type record, string title) => Text(ExportRecord(record, title));

    private static JsonObject ExportRecord(Type type, string title)
    {
        var options = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Refine,
        };
        var exported = (JsonObject)StrictJson.Options.GetJsonSchemaAsNode(type, options);
        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = title };
        foreach (var (name, value) in exported)
        {
            schema[name] = value?.DeepClone();
        }

        return schema;
    }

    /// <summary>The exporter cannot look into converters.</summary>
    private static JsonNode Refine(JsonSchemaExporterContext context, JsonNode node)
    {
        if (context.TypeInfo.Type != typeof(TaskPrompt))
        {
            return node;
        }

        var texts = (JsonObject)StrictJson.Options.GetJsonSchemaAsNode(typeof(PromptTexts)).DeepClone();
        texts["type"] = "object";
        var text = new JsonObject { ["type"] = new JsonArray("string", "null") };
        return new JsonObject { ["anyOf"] = new JsonArray(text, texts) };
    }

    private static string Text(JsonObject schema) => schema.ToJsonString(Indented) + "\n";
}
