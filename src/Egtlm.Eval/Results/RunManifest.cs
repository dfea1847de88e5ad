using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Results;

/// <summary>
/// <c>run.json</c>: how the results beside it came to be. Tasks of earlier runs stay when a run is resumed.
/// </summary>
public sealed record RunManifest
{
    public int Version { get; init; } = 1;

    /// <summary>The tool: results are a re-implementation's, not mteb's own.</summary>
    public required string MadeBy { get; init; }

    /// <summary>The protocol that was followed, such as <c>mteb 2.20.0</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The latest run; each task names the device and dtype it was scored with.</summary>
    public required RunEnvironment Environment { get; init; }

    public required ModelRecord Model { get; init; }

    public required IReadOnlyList<TaskRecord> Tasks { get; init; }

    /// <summary>The text before every input, by task and role, as it was resolved before the run.</summary>
    public IReadOnlyList<PromptRow> Prompts { get; init; } = [];

    /// <summary>The manifest with a task's record in place of an earlier one of that name, or at the end.</summary>
    public RunManifest With(TaskRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var tasks = Tasks.ToList();
        var at = tasks.FindIndex(task => task.Name == record.Name);
        if (at < 0)
        {
            tasks.Add(record);
        }
        else
        {
            tasks[at] = record;
        }

        return this with { Tasks = tasks };
    }
}

/// <summary>
/// The machine and programme of a run. <paramref name="Commit"/>: git commit of this tool, null when unknown.
/// </summary>
public sealed record RunEnvironment(string? Commit, string Dotnet, string Os, string Device, string Dtype);

/// <summary>
/// What was evaluated, and how its prompts, pooling and lengths were set (<paramref name="Profile"/>).
/// </summary>
public sealed record ModelRecord(
    string Name,
    string Revision,
    IReadOnlyDictionary<string, string> Description,
    IReadOnlyDictionary<string, string> Profile);

/// <summary>What became of a task: scored now, found finished, or failed.</summary>
public enum RunStatus
{
    Finished,
    Skipped,
    Failed,
}

/// <summary>One task of a run.</summary>
public sealed record TaskRecord
{
    public required string Name { get; init; }

    public required RunStatus Status { get; init; }

    /// <summary>The metric behind <see cref="MainScore"/>.</summary>
    public required string MainMetric { get; init; }

    /// <summary>Mean over the requested splits and subsets; null when the task failed.</summary>
    public double? MainScore { get; init; }

    /// <summary>Wall-clock seconds of this run, reading included.</summary>
    public double Seconds { get; init; }

    public string? Device { get; init; }

    public string? Dtype { get; init; }

    /// <summary>SHA-256 of the task file, and the folder that the data was read from.</summary>
    public string? TaskFileHash { get; init; }

    public string? DataFolder { get; init; }

    /// <summary>The data that was read; null where it was not.</summary>
    public DataRecord? Data { get; init; }

    /// <summary>One entry per prompt type that was encoded: <c>none</c>, <c>query</c>, <c>document</c>.</summary>
    public IReadOnlyDictionary<string, EncodingRecord> Encodings { get; init; } =
        new Dictionary<string, EncodingRecord>();

    public IReadOnlyList<Running.Phase> Phases { get; init; } = [];

    /// <summary>Why the task failed.</summary>
    public string? Error { get; init; }
}

/// <summary>The data of a task: equal digests are equal files.</summary>
/// <param name="Commit">Of the dataset repository; null for a folder of the user's.</param>
/// <param name="Digest">SHA-256 over the names and SHA-256 digests of the files.</param>
public sealed record DataRecord(string Dataset, string Revision, string? Commit, string Digest, int Files);

/// <summary>All encode calls of a task for one prompt type.</summary>
/// <param name="Prompt">The text put before every input.</param>
/// <param name="Texts">Input texts, duplicates counted.</param>
/// <param name="Tokens">Tokens of the texts, each unique text once per call.</param>
/// <param name="TruncatedShare">Share of the texts that were cut to the model's maximum length.</param>
/// <param name="Cached">Texts whose vectors came from the vector cache; 0 in older manifests.</param>
/// <param name="ModelTokens">Tokens that the model read, cached texts left out; 0 in older manifests.</param>
/// <param name="PaddedTokens">The same with the padding of the batches.</param>
public sealed record EncodingRecord(
    string Prompt, long Texts, long Tokens, double TruncatedShare, double Seconds, long Cached = 0,
    long ModelTokens = 0, long PaddedTokens = 0);
