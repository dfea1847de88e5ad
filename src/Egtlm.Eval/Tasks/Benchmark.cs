using System.Text.Json.Serialization;

namespace Egtlm.Eval.Tasks;

/// <summary>A named list of tasks, with what the benchmark changes in them.</summary>
public sealed record Benchmark
{
    /// <summary>Where editors find the schema; unused here.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The short name, which is also the name of the file.</summary>
    public required string Name { get; init; }

    /// <summary>Other names, such as mteb's <c>MTEB(cmn, v1)</c>.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What is added when an alias was asked for, such as the benchmark that could have been meant; null for
    /// nothing.</summary>
    public string? AliasNote { get; init; }

    public required string Description { get; init; }

    /// <summary>Tasks in the benchmark's order.</summary>
    public required IReadOnlyList<BenchmarkTask> Tasks { get; init; }

    /// <summary>A page that describes the benchmark.</summary>
    public string? Reference { get; init; }

    /// <summary>Full path of the file that this was read from.</summary>
    [JsonIgnore]
    public string SourceFile { get; init; } = "";

    /// <summary>What to tell someone who asked for the benchmark as <paramref name="alias"/>; null for its own
    /// name.</summary>
    internal string? NoteFor(string alias) => alias == Name
        ? null
        : FormattableString.Invariant($"{alias} is {Name} ({Tasks.Count} tasks)")
            + (AliasNote is null ? "" : $"; {AliasNote}");
}

/// <summary>A task of a benchmark; what is null stays as the task file says.</summary>
/// <param name="Splits">The evaluated splits, a part of the task's.</param>
/// <param name="Subsets">Names of the evaluated subsets, a part of the task's.</param>
public sealed record BenchmarkTask(
    string Name,
    string? MainScore = null,
    IReadOnlyList<string>? Splits = null,
    IReadOnlyList<string>? Subsets = null)
{
    /// <summary>The task as the benchmark evaluates it; its splits and subsets stay in the task's order.</summary>
    internal TaskDefinition Apply(TaskDefinition task) => task with
    {
        MainScore = MainScore ?? task.MainScore,
        Splits = Splits is null ? task.Splits : [.. task.Splits.Where(Splits.Contains)],
        Subsets = Subsets is null ? task.Subsets : [.. task.Subsets.Where(subset => Subsets.Contains(subset.Name))],
    };
}
