using System.Security.Cryptography;
using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Tasks;

/// <summary>Reads the user's prompts: one JSON object, a text or <c>{"query", "document"}</c> by key.</summary>
public static class PromptOverridesFile
{
    private const int DigestDigits = 12;

    private static readonly string[] s_types = [.. Enum.GetValues<TaskType>().Select(TaskTypeName.Of).Distinct()];

    /// <param name="catalog">Known tasks; a key that names nothing is refused, where mteb would leave it out.</param>
    /// <exception cref="EvaluationException">The file is not such an object, or a key is unknown.</exception>
    public static PromptOverrides Read(string path, TaskCatalog catalog)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(catalog);
        if (!File.Exists(path))
        {
            throw new EvaluationException(
                $"there is no file of prompts '{path}'", "give a JSON file: {\"STS\": \"…\", \"query\": \"…\"}");
        }

        var bytes = StrictJson.ReadBytes(path);
        var shape = new JsonShape(path, bytes);
        var entries = StrictJson.Read(shape, typeof(Dictionary<string, TaskPrompt>)) as Dictionary<string, TaskPrompt>;
        string[] known = [.. s_types, .. catalog.Tasks.Select(task => task.Name)];
        foreach (var key in entries?.Keys ?? Enumerable.Empty<string>())
        {
            if (!PromptKey.Roles.Contains(key) && !known.Contains(PromptKey.OwnerOf(key)))
            {
                shape.Add(key, $"'{key}' names no task, task type or role", HintFor(key, known));
            }
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes))[..DigestDigits];
        return shape.Findings.Count == 0 && entries is not null
            ? new PromptOverrides($"{Path.GetFileName(path)} ({digest})", entries)
            : throw shape.Findings[0].ToException(shape.Findings.Count - 1);
    }

    private static string HintFor(string key, string[] known)
    {
        var roles = $"roles: {string.Join(", ", PromptKey.Roles)}";
        var dash = key.LastIndexOf('-');
        return dash > 0 && known.Contains(key[..dash])
            ? roles
            : NearestName.Hint(PromptKey.OwnerOf(key), [.. PromptKey.Roles, .. known])
                ?? $"types: {string.Join(", ", s_types)}; {roles}";
    }
}
