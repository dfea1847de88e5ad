namespace Egtlm.Eval.Encoders;

/// <summary>Which entry of a model's prompt dictionary a task gets. Source: mteb 2.20 <c>get_prompt_name</c>.</summary>
public static class PromptResolver
{
    /// <inheritdoc cref="KeyFor(IReadOnlyDictionary{string, string}?, string, string, PromptType)"/>
    public static string? KeyFor(IReadOnlyDictionary<string, string>? prompts, EncodeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return KeyFor(prompts, request.Task.Name, TaskTypeName.Of(request.Task.Type), request.PromptType);
    }

    /// <summary>
    /// The first of <c>Task-prompttype</c>, <c>Task</c>, <c>Type-prompttype</c>, <c>Type</c> and <c>prompttype</c> that
    /// <paramref name="prompts"/> holds, even with an empty text; null when it holds none. The task's own prompt plays
    /// no part.
    /// </summary>
    /// <param name="prompts">Prompt texts by key; null for a model without prompts.</param>
    /// <param name="taskName">Name of the task, such as <c>T2Retrieval</c>.</param>
    /// <param name="taskType">mteb's name of its type, such as <c>STS</c>.</param>
    public static string? KeyFor(
        IReadOnlyDictionary<string, string>? prompts, string taskName, string taskType, PromptType promptType)
    {
        if (prompts is null)
        {
            return null;
        }

        var role = TaskTypeName.Of(promptType);
        string?[] keys =
        [
            role is null ? null : $"{taskName}-{role}",
            taskName,
            role is null ? null : $"{taskType}-{role}",
            taskType,
            role,
        ];
        return keys.FirstOrDefault(key => key is not null && prompts.ContainsKey(key));
    }
}
