using Egtlm.Eval.Data;
using Egtlm.Eval.Data.Sources;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>The data of one task of a run: downloaded when its turn comes, or while the task before it is
/// scored.</summary>
/// <param name="Parts">Every split and subset; empty when <paramref name="Failure"/> says why there is none.</param>
internal sealed record PlannedData(
    DataAccess Access, TaskDefinition Task, IReadOnlyList<PartSource> Parts, EvaluationException? Failure)
{
    private readonly Lock _lock = new();
    private Task? _pull;

    /// <summary>The data of the task after this one; null after the last.</summary>
    public PlannedData? Next { get; set; }

    /// <summary>What was read; null before.</summary>
    public DataRecord? Record { get; private set; }

    /// <summary>Where the data lies, for people.</summary>
    public string Folders =>
        string.Join(", ", Parts.Select(part => part.Snapshot?.ToString() ?? part.Location.Folder).Distinct());

    /// <summary>Reads a part; the first one waits for the files of all, and starts those of the next task.</summary>
    /// <exception cref="EvaluationException">The data cannot be had, is wrong, or is not what the lock file
    /// says.</exception>
    public async Task<TaskData> ReadAsync(TaskPart part, CancellationToken cancellation)
    {
        await Pull(cancellation);
        _ = Next?.Pull(cancellation);
        var source = Parts.First(one => one.Subset == part.Subset && one.Split == part.Split);
        return await Access.Sources.ReadAsync(source, null, Access.Warn, cancellation);
    }

    /// <summary>Makes all files present, once.</summary>
    private Task Pull(CancellationToken cancellation)
    {
        lock (_lock)
        {
            return _pull ??= PullAsync(cancellation);
        }
    }

    private async Task PullAsync(CancellationToken cancellation)
    {
        if (Failure is not null)
        {
            throw Failure;
        }

        foreach (var part in Parts)
        {
            await Access.Sources.PullAsync(part, Access.Progress, cancellation);
        }

        var digest = await DatasetDigest.OfAsync(Parts, cancellation);
        if (Access.Lock?.Compare(digest) is { Count: > 0 } differences)
        {
            throw new EvaluationException(
                differences.Count == 1 ? differences[0] : $"{differences[0]}; and {differences.Count - 1} more",
                "the data is not what the lock file was made of: pull it again, or write a new lock file");
        }

        Record = new DataRecord(digest.Dataset, digest.Revision, digest.Commit, digest.Digest, digest.Files.Count);
    }
}
