using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Encoders;

/// <summary>The text before every input of a task in one role.</summary>
/// <param name="Role"><c>none</c>, <c>query</c> or <c>document</c>.</param>
/// <param name="Text">Empty for no text; null where it cannot be resolved.</param>
/// <param name="Problem">Why it cannot be resolved.</param>
public sealed record PromptRow(string Task, string Role, string? Text, string? Problem = null);

/// <summary>All prompts of a run, before anything is encoded.</summary>
public static class PromptTable
{
    /// <param name="promptFor">The encoder's own resolution, such as <c>EncodingPlan.PromptFor</c>.</param>
    /// <returns>
    /// A row per task and role, in order: queries and documents of retrieval and reranking, else one without a role. A
    /// task that averages others encodes nothing, one that generates nothing that is scored.
    /// </returns>
    public static IReadOnlyList<PromptRow> Of(
        IEnumerable<TaskDefinition> tasks, Func<EncodeRequest, string> promptFor)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(promptFor);
        var requests = tasks.Where(task => !task.IsAggregate && task is not GenerationTask)
            .SelectMany(task => RolesOf(task.Type).Select(role => new EncodeRequest(task, role)));
        return [.. requests.Select(request => Row(request, promptFor))];
    }

    private static PromptType[] RolesOf(TaskType type) => type is TaskType.Retrieval or TaskType.Reranking
        ? [PromptType.Query, PromptType.Document]
        : [PromptType.None];

    private static PromptRow Row(EncodeRequest request, Func<EncodeRequest, string> promptFor)
    {
        var role = TaskTypeName.Of(request.PromptType) ?? "none";
        try
        {
            return new PromptRow(request.Task.Name, role, promptFor(request));
        }
        catch (EvaluationException failure)
        {
            return new PromptRow(request.Task.Name, role, null, failure.Message);
        }
    }
}
