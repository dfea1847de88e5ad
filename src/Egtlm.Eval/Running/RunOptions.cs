using Egtlm.Eval.Data;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Running;

/// <summary>Reads the data of one subset and split.</summary>
public delegate Task<TaskData> TaskDataSource(TaskPart part, CancellationToken cancellation);

/// <summary>A task and where its data comes from.</summary>
/// <param name="TaskFileHash">SHA-256 of the task file, for the manifest.</param>
/// <param name="DataFolder">Where the data lies, for the manifest.</param>
public sealed record PlannedTask(
    TaskDefinition Definition, TaskDataSource ReadAsync, string? TaskFileHash = null, string? DataFolder = null)
{
    /// <summary>What was read, for the manifest; null before reading and where nobody keeps account.</summary>
    public Func<DataRecord?> DataRead { get; init; } = () => null;

    /// <summary>The tasks that an aggregate averages; empty for a task with data of its own.</summary>
    public IReadOnlyList<TaskDefinition> SubTasks { get; private init; } = [];

    /// <summary>A task that averages others; those must come before it in the run, or be finished.</summary>
    public static PlannedTask Aggregate(
        TaskDefinition definition, IReadOnlyList<TaskDefinition> subTasks, string? taskFileHash = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new PlannedTask(
            definition,
            (_, _) => throw new InvalidOperationException($"'{definition.Name}' has no data of its own"),
            taskFileHash)
        {
            SubTasks = subTasks,
        };
    }
}

/// <summary>Everything a run depends on besides model, tasks and store.</summary>
public sealed record RunOptions
{
    /// <summary>Scores finished tasks again.</summary>
    public bool Overwrite { get; init; }

    public string Device { get; init; } = "cpu";

    public string Dtype { get; init; } = "float32";

    /// <summary>Git commit of this tool; null when unknown.</summary>
    public string? Commit { get; init; }

    /// <summary>What the manifest says of the model: architecture, parameters, folder.</summary>
    public IReadOnlyDictionary<string, string> ModelDescription { get; init; } = new Dictionary<string, string>();

    /// <summary>What the manifest says of the encoding: pooling, attention, instruction format, length.</summary>
    public IReadOnlyDictionary<string, string> Profile { get; init; } = new Dictionary<string, string>();

    /// <summary>What vectors are cut to; null for whole ones. Told beside the task's name.</summary>
    public int? Dimensions { get; init; }

    /// <summary>Content of <c>model_meta.json</c>; null says what <see cref="IEncoder"/> says.</summary>
    public ModelMeta? Meta { get; init; }

    /// <summary>The text before every input, for the manifest; see <see cref="PromptTable"/>.</summary>
    public IReadOnlyList<PromptRow> Prompts { get; init; } = [];

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
