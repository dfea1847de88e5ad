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

    /// <summary>Bytes of the files of some parts, each file once, and how many of them are not on this machine yet.</summary>
    /// <remarks>A file of the user's that is missing counts as 0: what reads it says so.</remarks>
    public static (long Bytes, long Missing) SizeOf(IEnumerable<PartSource> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var (bytes, missing) = (0L, 0L);
        foreach (var (path, size) in parts.SelectMany(part => part.Sizes).DistinctBy(file => file.Path))
        {
            var isHere = File.Exists(path);
            var length = size ?? (isHere ? new FileInfo(path).Length : 0);
            bytes += length;
            missing += isHere ? 0 : length;
        }

        return (bytes, missing);
    }

    /// <summary>Full paths, and the sizes that the hub says.</summary>
    private IEnumerable<(string Path, long? Size)> Sizes => Snapshot is null
        ? LocalFiles.Select(file => (file, (long?)null))
        : Files.Select(file => (Snapshot.PathOf(file), (long?)Math.Max(0, file.Size)));
}
