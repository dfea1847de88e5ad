using Egtlm.Eval.Hub;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data.Sources;

/// <summary>One subset and split of a task and where its data comes from.</summary>
/// <param name="Location">A folder of the user's, or the snapshot of a dataset repository.</param>
/// <param name="Snapshot">The repository; null for a folder of the user's.</param>
/// <param name="Files">What this part needs of the repository, README.md included; empty for a folder.</param>
public sealed record PartSource(
    TaskDefinition Task,
    string Subset,
    string Split,
    DataLocation Location,
    DatasetSnapshot? Snapshot,
    IReadOnlyList<HubFile> Files)
{
    /// <summary>Full paths of the files that are read.</summary>
    public IReadOnlyList<string> LocalFiles => Snapshot is null
        ? (Location.Tables ?? FolderTables.Of(Task, Location)).Files
        : [.. Files.Select(Snapshot.PathOf)];

    /// <summary>Bytes of the files that are read; those that are missing count as 0.</summary>
    public long SizeBytes => Snapshot is null
        ? LocalFiles.Sum(file => File.Exists(file) ? new FileInfo(file).Length : 0)
        : Files.Sum(file => Math.Max(0, file.Size));

    /// <summary>Bytes that are not on this machine yet.</summary>
    public long MissingBytes => Snapshot is null
        ? 0
        : Files.Where(file => !File.Exists(Snapshot.PathOf(file))).Sum(file => Math.Max(0, file.Size));
}
