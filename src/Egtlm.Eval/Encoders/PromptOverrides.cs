using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Encoders;

/// <summary>The user's own prompts, by the keys of mteb's <c>model_prompts</c> and <c>prompts_dict</c>.</summary>
/// <param name="Source">The file, and 12 hex digits of its SHA-256.</param>
/// <param name="Entries">
/// By task, task type (<c>STS</c>) or role (<c>query</c>, <c>document</c>); for models with fixed prompts also by
/// <c>task-role</c> and <c>type-role</c>.
/// </param>
public sealed record PromptOverrides(string Source, IReadOnlyDictionary<string, TaskPrompt> Entries)
{
    /// <summary>Entries for an instruction model, see <see cref="InstructionResolver"/>.</summary>
    /// <exception cref="EvaluationException">A key that the resolver never asks for.</exception>
    public IReadOnlyDictionary<string, TaskPrompt> ForInstructions() =>
        Entries.Keys.FirstOrDefault(key => PromptKey.RoleOf(key) is not null) is not { } compound
            ? Entries
            : throw new EvaluationException(
                $"'{compound}' in {Source} has no effect: instructions go by task, type or role",
                $"write \"{PromptKey.OwnerOf(compound)}\": {{\"query\": \"…\", \"document\": \"…\"}}");

    /// <summary>Entries for a model with fixed prompts, see <see cref="PromptResolver"/>.</summary>
    /// <exception cref="EvaluationException">An entry with a text per role.</exception>
    public IReadOnlyDictionary<string, string> ForPrompts() =>
        Entries.FirstOrDefault(entry => entry.Value.Text is null) is not { Key: { } key }
            ? Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Text!) // not null: see above
            : throw new EvaluationException(
                $"'{key}' in {Source} has a text per role, and the model's prompts are plain texts",
                $"write '{key}-query' and '{key}-document'");
}

/// <summary>Keys such as <c>T2Retrieval-query</c>.</summary>
internal static class PromptKey
{
    /// <summary>The roles of mteb: <c>query</c> and <c>document</c>.</summary>
    public static IReadOnlyList<string> Roles { get; } =
        [.. Enum.GetValues<PromptType>().Select(TaskTypeName.Of).OfType<string>()];

    /// <summary>The role at the end of a key, or null; task names have dashes too.</summary>
    public static string? RoleOf(string key) =>
        Roles.FirstOrDefault(role => key.EndsWith($"-{role}", StringComparison.Ordinal));

    /// <summary>The key without its role.</summary>
    public static string OwnerOf(string key) => RoleOf(key) is { } role ? key[..^(role.Length + 1)] : key;
}
