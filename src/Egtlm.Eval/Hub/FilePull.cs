namespace Egtlm.Eval.Hub;

/// <summary>Makes one file of a snapshot present and verified.</summary>
internal sealed class FilePull(DatasetCache cache, IDatasetSource source, HubOptions options)
{
    /// <summary>Whether the file is in the snapshot in its full size; its digest was checked when it came.</summary>
    public static bool IsPresent(DatasetSnapshot snapshot, HubFile file) =>
        CacheFiles.SizeOf(snapshot.PathOf(file)) is { } size && size == file.Size;

    /// <summary>Brings the file unless another process did so meanwhile.</summary>
    public async Task RunAsync(
        DatasetSnapshot snapshot, HubFile file, Action<long> report, CancellationToken cancellation)
    {
        if (file.Size < 0 || file.BlobName is not { } name)
        {
            throw new EvaluationException(
                $"nobody knows the digest of '{file.Path}' of '{snapshot.Dataset}', so it cannot be downloaded",
                "open the snapshot again without --offline");
        }

        using var held = await CacheLock.TakeAsync(cache.Lock(name), options.Time, cancellation).ConfigureAwait(false);
        if (IsPresent(snapshot, file))
        {
            return;
        }

        var blob = cache.Blob(name);
        var isNew = CacheFiles.SizeOf(blob) != file.Size
            || await ComplaintAsync(file, blob, cancellation).ConfigureAwait(false) is not null;
        if (isNew)
        {
            var fetch = new Fetch(snapshot, file, cache.Partial(name), report);
            await FetchAsync(fetch, cancellation).ConfigureAwait(false);
            File.Move(fetch.Partial, blob, overwrite: true);
        }

        CacheLink.Create(blob, snapshot.PathOf(file), isNew, options.UseSymlinks);
    }

    /// <summary>Fetches and verifies; wrong bytes get one fresh try: a resumed file may mix two answers.</summary>
    private async Task FetchAsync(Fetch fetch, CancellationToken cancellation)
    {
        var first = await TryAsync(fetch, cancellation).ConfigureAwait(false);
        if (first is not null && await TryAsync(fetch, cancellation).ConfigureAwait(false) is { } complaint)
        {
            throw new EvaluationException(
                $"'{fetch.File.Path}' of '{fetch.Snapshot.Dataset}' from '{options.EndpointText}' is not the file of "
                + $"commit '{fetch.Snapshot.Commit}': {complaint}; it was removed",
                options.IsMirror
                    ? $"if the mirror's file is right, delete '{ListingPath(fetch)}' to list it anew"
                    : "the server or something on the way changes it; try another HF_ENDPOINT or network");
        }
    }

    private string ListingPath(Fetch fetch) => cache.Listing(fetch.Snapshot.Commit, source.Origin);

    /// <summary>What is wrong with what came, or null; wrong files are removed.</summary>
    private async Task<string?> TryAsync(Fetch fetch, CancellationToken cancellation)
    {
        string? complaint;
        try
        {
            await source.FetchAsync(fetch, cancellation).ConfigureAwait(false);
            complaint = await ComplaintAsync(fetch.File, fetch.Partial, cancellation).ConfigureAwait(false);
        }
        catch (WrongContentException error)
        {
            complaint = error.Message;
        }

        if (complaint is not null)
        {
            File.Delete(fetch.Partial);
            fetch.Report(0);
        }

        return complaint;
    }

    /// <summary>What is wrong with a file's digest, or null.</summary>
    internal static async Task<string?> ComplaintAsync(HubFile file, string path, CancellationToken cancellation)
    {
        if (ContentDigest.Expected(file) is not { } expected)
        {
            return null;
        }

        var found = await ContentDigest.FoundAsync(file, path, cancellation).ConfigureAwait(false);
        return found == expected ? null : $"its {ContentDigest.Name(file)} is '{found}', expected '{expected}'";
    }
}
