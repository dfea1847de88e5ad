using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Hub;

/// <summary>Dataset repositories of the Hugging Face hub, in the cache that huggingface_hub uses.</summary>
/// <remarks>
/// Both tools share one download. A file is in the cache only after its size and digest were found right. Offline there
/// is no source, so nothing can ask for a network. Safe for parallel use.
/// </remarks>
public sealed class DatasetHub : IDisposable
{
    private readonly HubOptions _options;
    private readonly IDatasetSource? _source;

    public DatasetHub(HubOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ParallelDownloads, 1);
        _options = options;
        _source = options.IsMirror ? new MirrorSource(options) : options.IsOffline ? null : new HttpSource(options);
    }

    /// <summary>What the repository holds at the revision; no file is downloaded yet.</summary>
    /// <remarks>
    /// A revision that is a full commit is asked for once: its listing cannot change and is kept. Offline, what is on
    /// this machine is opened.
    /// </remarks>
    /// <exception cref="EvaluationException">The hub cannot be reached or refuses, the repository or the revision does
    /// not exist, or, offline, is not on this machine.</exception>
    public async Task<DatasetSnapshot> OpenAsync(DatasetReference dataset, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var cache = new DatasetCache(_options.CacheFolder, dataset.Path);
        DatasetCache.RequireSafe(dataset.Revision);
        return await CacheFiles.GuardAsync(
            $"open '{dataset.Path}' in '{cache.Folder}'",
            () => _source is null
                ? LocalSnapshot.OpenAsync(cache, dataset, cancellation)
                : OpenAsync(_source, cache, dataset.Revision, cancellation)).ConfigureAwait(false);
    }

    /// <summary>Makes files of a snapshot present and verified; files that are there in full size are not read again.
    /// </summary>
    /// <returns>Their local paths, in the order of <paramref name="files"/>.</returns>
    /// <exception cref="EvaluationException">A file cannot be had: the message names it, and what was downloaded is
    /// kept for the next try.</exception>
    public async Task<IReadOnlyList<string>> PullAsync(
        DatasetSnapshot snapshot,
        IReadOnlyList<HubFile> files,
        IProgress<HubProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(files);
        return await CacheFiles.GuardAsync(
            $"download '{snapshot.Dataset}' to '{_options.CacheFolder}'",
            async () =>
            {
                await PullDistinctAsync(snapshot, [.. files.Distinct()], progress, cancellation).ConfigureAwait(false);
                return files.Select(snapshot.PathOf).ToArray();
            }).ConfigureAwait(false);
    }

    /// <summary>Reads files on this machine and compares them with the listing.</summary>
    /// <returns>What is wrong, in the order of <paramref name="files"/>; empty when all is well.</returns>
    public async Task<IReadOnlyList<HubFinding>> VerifyAsync(
        DatasetSnapshot snapshot, IReadOnlyList<HubFile> files, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(files);
        var findings = new HubFinding?[files.Count];
        return await CacheFiles.GuardAsync(
            $"verify '{snapshot.Folder}'",
            async () =>
            {
                await Parallel.ForAsync(0, files.Count, Parallelism(cancellation), async (index, stop) =>
                    findings[index] = await SnapshotCheck.OfAsync(snapshot, files[index], stop).ConfigureAwait(false))
                    .ConfigureAwait(false);
                return findings.OfType<HubFinding>().ToArray();
            }).ConfigureAwait(false);
    }

    public void Dispose() => _source?.Dispose();

    private static async Task<DatasetSnapshot> OpenAsync(
        IDatasetSource source, DatasetCache cache, string revision, CancellationToken cancellation)
    {
        var commit = DatasetCache.IsCommit(revision)
            ? revision
            : await source.ResolveAsync(cache.Dataset, revision, cancellation).ConfigureAwait(false);
        var listing = cache.Listing(commit, source.Origin);
        var files = await KnownAsync(listing, cancellation).ConfigureAwait(false);
        if (files is null)
        {
            files = await source.ListAsync(cache.Dataset, revision, commit, cancellation).ConfigureAwait(false);
            await ListingFile.WriteAsync(listing, files).ConfigureAwait(false);
        }

        await cache.WriteReferenceAsync(revision, commit, cancellation).ConfigureAwait(false);
        return new DatasetSnapshot(cache.Dataset, revision, commit, cache.Snapshot(commit), files)
        {
            Origin = source.Origin,
        };
    }

    /// <summary>A damaged listing is one that has to be asked for again.</summary>
    private static async Task<IReadOnlyList<HubFile>?> KnownAsync(string listing, CancellationToken cancellation)
    {
        try
        {
            return await ListingFile.ReadAsync(listing, cancellation).ConfigureAwait(false);
        }
        catch (EvaluationException)
        {
            return null;
        }
    }

    private async Task PullDistinctAsync(
        DatasetSnapshot snapshot, HubFile[] files, IProgress<HubProgress>? progress, CancellationToken cancellation)
    {
        if (_source is null || snapshot.Origin == ListingOrigin.Folder)
        {
            LocalSnapshot.RequirePresent(snapshot, files);
        }

        var meter = new PullMeter(snapshot.Dataset, files, progress);
        var missing = files.ToLookup(file => !FilePull.IsPresent(snapshot, file));
        foreach (var file in missing[false])
        {
            meter.Done(file);
        }

        if (_source is null || !missing[true].Any())
        {
            return;
        }

        var cache = new DatasetCache(_options.CacheFolder, snapshot.Dataset);
        DiskSpace.Require(missing[true].Sum(file => Needed(cache, file)), snapshot.Dataset, _options);
        var pull = new FilePull(cache, _source, _options);
        await Parallel.ForEachAsync(missing[true], Parallelism(cancellation), async (file, stop) =>
        {
            await pull.RunAsync(snapshot, file, position => meter.At(file, position), stop).ConfigureAwait(false);
            meter.Done(file);
        }).ConfigureAwait(false);
    }

    /// <summary>Bytes that are neither in a blob nor in a partial download.</summary>
    private static long Needed(DatasetCache cache, HubFile file) => file.BlobName is not { } name ? 0
        : Math.Max(0, file.Size - Math.Max(
            CacheFiles.SizeOf(cache.Blob(name)) ?? 0, CacheFiles.SizeOf(cache.Partial(name)) ?? 0));

    private ParallelOptions Parallelism(CancellationToken cancellation) => new()
    {
        CancellationToken = cancellation,
        MaxDegreeOfParallelism = _options.ParallelDownloads,
    };
}
