using System.Text.Json;

namespace Egtlm.Eval.Models.Chat;

/// <summary>Finds the chat template of a model folder where transformers looks for it.</summary>
internal static class ChatTemplateFolder
{
    private const string ConfigFile = "tokenizer_config.json";
    private const string Key = "chat_template";

    /// <returns>Null where the folder has no template.</returns>
    public static (string Source, IReadOnlyDictionary<string, string> SpecialTokens)? TryRead(
        string directory, bool forTools)
    {
        var config = JsonFile.TryRead(Path.Combine(directory, ConfigFile)) ?? default;
        return TrySource(directory, config, forTools) is { } source ? (source, SpecialTokens(directory, config)) : null;
    }

    // A file of its own counts more than the entry in the tokenizer's settings.
    private static string? TrySource(string directory, JsonElement config, bool forTools)
    {
        var toolFile = Path.Combine(directory, "additional_chat_templates", "tool_use.jinja");
        if (forTools && File.Exists(toolFile))
        {
            return File.ReadAllText(toolFile);
        }

        var file = Path.Combine(directory, "chat_template.jinja");
        if (File.Exists(file))
        {
            return File.ReadAllText(file);
        }

        var jsonFile = Path.Combine(directory, "chat_template.json");
        return JsonFile.TryRead(jsonFile) is { } json
            ? InSettings(json, jsonFile, forTools)
            : InSettings(config, Path.Combine(directory, ConfigFile), forTools);
    }

    private static string? InSettings(JsonElement settings, string file, bool forTools)
    {
        if (settings.ValueKind != JsonValueKind.Object || !settings.TryGetProperty(Key, out var template))
        {
            return null;
        }

        return template.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => template.GetString(),
            JsonValueKind.Array => Named(template, file, forTools),
            _ => throw new EvaluationException($"'{file}': '{Key}' is neither a text nor a list of named templates"),
        };
    }

    private static string? Named(JsonElement templates, string file, bool forTools)
    {
        var byName = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var template in templates.EnumerateArray())
        {
            var name = template.Text("name")
                ?? throw new EvaluationException($"'{file}': an entry of '{Key}' has no 'name'");
            byName[name] = template.Text("template");
        }

        return Chosen(byName, file, forTools);
    }

    private static string Chosen(Dictionary<string, string?> byName, string file, bool forTools) =>
        (forTools ? byName.GetValueOrDefault("tool_use") : null) ?? byName.GetValueOrDefault("default")
        ?? throw new EvaluationException(
            $"'{file}' has no chat template named 'default'", $"found: {string.Join(", ", byName.Keys)}");

    private static Dictionary<string, string> SpecialTokens(string directory, JsonElement config)
    {
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        var map = JsonFile.TryRead(Path.Combine(directory, "special_tokens_map.json")) ?? default;
        foreach (var settings in new[] { map, config }.Where(settings => settings.ValueKind == JsonValueKind.Object))
        {
            foreach (var entry in settings.EnumerateObject().Where(IsToken))
            {
                tokens.Remove(entry.Name); // the settings may say null where the older map has a token
                var isText = entry.Value.ValueKind == JsonValueKind.String;
                if ((isText ? entry.Value.GetString() : entry.Value.Text("content")) is { } text)
                {
                    tokens[entry.Name] = text;
                }
            }
        }

        return tokens;
    }

    /// <summary><c>bos_token</c> and the like, but not the flag <c>add_bos_token</c>.</summary>
    private static bool IsToken(JsonProperty entry) => entry.Name.EndsWith("_token", StringComparison.Ordinal)
        && entry.Value.ValueKind is JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Null;
}
