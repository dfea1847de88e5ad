using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Encoders;

/// <summary>
/// What an instruction model is told about a task. Source: mteb 2.20 <c>AbsEncoder.get_instruction</c>.
/// </summary>
public static class InstructionResolver
{
    /// <summary>The default instruction per task type. Source: mteb <c>abstask_prompt</c> of each task class.</summary>
    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["Classification"] = "Classify user passages.",
        ["Clustering"] = "Identify categories in user passages.",
        ["PairClassification"] = "Retrieve text that are semantically similar to the given text.",
        ["Retrieval"] = "Retrieve text based on user query.",
        ["Reranking"] = "Retrieve text based on user query.",
        ["STS"] = "Retrieve semantically similar text.",
        ["Summarization"] = "Given a news summary, retrieve other semantically similar summaries.",
        ["BitextMining"] = "Retrieve parallel sentences.",
    };

    /// <inheritdoc cref="Resolve(TaskPrompt?, IReadOnlyDictionary{string, TaskPrompt}?, string, string, PromptType)"/>
    public static TaskPrompt Resolve(IReadOnlyDictionary<string, TaskPrompt>? overrides, EncodeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var task = request.Task;
        return Resolve(task.Prompt, overrides, task.Name, TaskTypeName.Of(task.Type), request.PromptType);
    }

    /// <summary>
    /// The task's prompt, or the override under the task's name, its type or the prompt type. A prompt per prompt type
    /// gives that entry, empty when it is missing, but is returned whole when there is no prompt type; an empty one
    /// gives the default of the task type. A plain text goes to queries and documents alike.
    /// </summary>
    /// <param name="taskPrompt">The prompt in the task file.</param>
    /// <param name="overrides">The model's own instructions, by task, task type or prompt type; null when it has
    /// none.</param>
    public static TaskPrompt Resolve(
        TaskPrompt? taskPrompt,
        IReadOnlyDictionary<string, TaskPrompt>? overrides,
        string taskName,
        string taskType,
        PromptType promptType)
    {
        var prompt = Override(overrides, taskName, taskType, promptType) ?? taskPrompt;
        if (prompt is { Text: null } byRole && promptType != PromptType.None)
        {
            return new TaskPrompt((promptType == PromptType.Query ? byRole.Query : byRole.Document) ?? "");
        }

        return prompt is null or { Text: "" } or { Text: null, Query: null, Document: null }
            ? new TaskPrompt(Defaults[taskType])
            : prompt;
    }

    private static TaskPrompt? Override(
        IReadOnlyDictionary<string, TaskPrompt>? overrides, string taskName, string taskType, PromptType promptType)
    {
        string?[] keys = [taskName, taskType, TaskTypeName.Of(promptType)];
        var key = keys.FirstOrDefault(key => key is not null && overrides?.ContainsKey(key) == true);
        return key is null ? null : overrides![key]; // not null: it holds the key
    }
}
