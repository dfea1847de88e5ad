using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Encoders;

/// <summary>The instructions that the scripts of a model family give to tasks, as data.</summary>
public sealed record InstructionSet
{
    /// <summary>The short name, which is also the name of the file.</summary>
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>Where the texts are from.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// By task; by <c>task/subset</c> where a subset has an instruction of its own. A text goes to queries and
    /// documents alike; an empty one is none.
    /// </summary>
    public required IReadOnlyDictionary<string, TaskPrompt> Instructions { get; init; }

    /// <summary>The instruction of a task; of its subsets, where the set has some for them.</summary>
    /// <exception cref="EvaluationException">
    /// The set has none, or the task's subsets have different ones: an encoder does not know the subset of a text.
    /// </exception>
    public TaskPrompt For(TaskDefinition task)
    {
        ArgumentNullException.ThrowIfNull(task);
        TaskPrompt?[] found =
        [
            .. task.Subsets.Select(subset => Instructions.GetValueOrDefault($"{task.Name}/{subset.Name}")
                ?? Instructions.GetValueOrDefault(task.Name)).Distinct(),
        ];
        return found switch
        {
            [{ } one] => one,
            [] or [null] => throw new EvaluationException(
                $"instruction set '{Name}' has no instruction for '{task.Name}'",
                "leave the task out, as the set's own scripts do, or use --instructions task"),
            _ => throw new EvaluationException(
                $"instruction set '{Name}' has different instructions for the subsets of '{task.Name}'",
                "run them one after the other with --subsets, each with its own --output"),
        };
    }

    /// <summary>What a text is told, by its role; empty for nothing.</summary>
    /// <exception cref="EvaluationException">As <see cref="For"/>.</exception>
    public TaskPrompt Resolve(EncodeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var prompt = For(request.Task);
        return (prompt.Text, request.PromptType) switch
        {
            (null, PromptType.Query) => new TaskPrompt(prompt.Query ?? ""),
            (null, PromptType.Document) => new TaskPrompt(prompt.Document ?? ""),
            _ => prompt,
        };
    }
}
