using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Hub;

/// <summary>Opens what is on this machine, and never anything else.</summary>
internal static class LocalSnapshot
{
    private const int NamedFiles = 3;

    /// <summary>The snapshot with the best listing at hand: the hub's, a mirror's, or the folder's own.</summary>
    /// <exception cref="EvaluationException">Nothing of the revision is on this machine.</exception>
    public static async Task<DatasetSnapshot> OpenAsync(
        DatasetCache cache, DatasetReference dataset, CancellationToken cancellation)
    {
        var commit = DatasetCache.IsCommit(dataset.Revision)
            ? dataset.Revision
            : await cache.ReadReferenceAsync(dataset.Revision, cancellation).ConfigureAwait(false);
        if (commit is null)
        {
            throw Absent(cache, dataset);
        }

        var snapshot = new DatasetSnapshot(cache.Dataset, dataset.Revision, commit, cache.Snapshot(commit), []);
        foreach (var origin in new[] { ListingOrigin.Hub, ListingOrigin.Mirror })
        {
            var path = cache.Listing(commit, origin);
            if (await ListingFile.ReadAsync(path, cancellation).ConfigureAwait(false) is { } files)
            {
                return snapshot with { Files = files, Origin = origin };
            }
        }

        return Directory.Exists(snapshot.Folder)
            ? snapshot with { Files = SnapshotFolder.List(snapshot.Folder), Origin = ListingOrigin.Folder }
            : throw Absent(cache, dataset);
    }

    /// <summary>Refuses to go on with files that are not there: a part of a split would pass for all of it.</summary>
    /// <exception cref="EvaluationException">Some file is missing or has another size.</exception>
    public static void RequirePresent(DatasetSnapshot snapshot, IReadOnlyList<HubFile> files)
    {
        HubFile[] absent = [.. files.Where(file => !FilePull.IsPresent(snapshot, file))];
        if (absent.Length > 0)
        {
            var names = string.Join(", ", absent.Take(NamedFiles).Select(file => Describe(snapshot, file)));
            var more = absent.Length > NamedFiles ? $" and {absent.Length - NamedFiles} more" : "";
            throw new EvaluationException(
                $"'{snapshot.Dataset}' at '{snapshot.Commit}' is not complete on this machine: {names}{more}",
                $"in '{snapshot.Folder}'; run once without --offline to download what is missing");
        }
    }

    private static string Describe(DatasetSnapshot snapshot, HubFile file) =>
        CacheFiles.SizeOf(snapshot.PathOf(file)) is { } size
            ? $"'{file.Path}' has {size} bytes, {file.Size} expected"
            : $"'{file.Path}' is missing";

    private static EvaluationException Absent(DatasetCache cache, DatasetReference dataset) => new(
        $"dataset '{cache.Dataset}' at revision '{dataset.Revision}' is not on this machine; "
        + $"looked in '{cache.Folder}'",
        "run once without --offline to download it; HF_HOME and HF_HUB_CACHE say where downloads lie");
}
