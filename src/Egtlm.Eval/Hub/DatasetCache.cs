using System.Text;
using System.Text.RegularExpressions;

namespace Egtlm.Eval.Hub;

/// <summary>Where huggingface_hub keeps a dataset repository (file_download.py, _hf_hub_download_to_cache_dir).
/// </summary>
/// <remarks><c>datasets--org--name/{refs/REVISION, blobs/ETAG, snapshots/COMMIT/PATH, trees/COMMIT.json}</c>.</remarks>
internal sealed partial class DatasetCache
{
    private readonly string _name;

    /// <exception cref="EvaluationException"><paramref name="dataset"/> is not a repository's name.</exception>
    public DatasetCache(string cacheFolder, string dataset)
    {
        // '--' stands for '/' in folder names, so the hub has no such name (huggingface_hub validate_repo_id).
        if (!RepositoryName().IsMatch(dataset)
            || dataset.Contains("--", StringComparison.Ordinal) || dataset.Contains("..", StringComparison.Ordinal))
        {
            throw new EvaluationException(
                $"'{dataset}' is not the name of a dataset on the hub",
                "expected ORGANISATION/NAME, such as mteb/STSB");
        }

        Dataset = dataset;
        CacheFolder = cacheFolder;
        _name = "datasets--" + dataset.Replace("/", "--", StringComparison.Ordinal);
        Folder = Path.Combine(cacheFolder, _name);
    }

    public string Dataset { get; }

    public string CacheFolder { get; }

    public string Folder { get; }

    public static bool IsCommit(string revision) => Commit().IsMatch(revision);

    public string Blob(string name) => Path.Combine(Folder, "blobs", name);

    /// <summary>What is there of a blob; older versions of huggingface_hub resume the same file.</summary>
    public string Partial(string name) => Blob(name) + ".incomplete";

    public string Lock(string name) => Path.Combine(CacheFolder, ".locks", _name, name + ".lock");

    public string Snapshot(string commit) => Path.Combine(Folder, "snapshots", commit);

    /// <summary>huggingface_hub's own listing of a commit (_tree_cache.py); a mirror's listing lies where it is not
    /// taken for one.</summary>
    public string Listing(string commit, ListingOrigin origin) =>
        Path.Combine(Folder, "trees", commit + (origin == ListingOrigin.Mirror ? ".mirror.json" : ".json"));

    /// <summary>The commit that a branch or tag stood for when it was last asked for; null if it never was.</summary>
    public async Task<string?> ReadReferenceAsync(string revision, CancellationToken cancellation)
    {
        try
        {
            var text = await File.ReadAllTextAsync(Reference(revision), cancellation).ConfigureAwait(false);
            return IsCommit(text.Trim()) ? text.Trim() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps what a branch or tag stands for, unless it is kept already.</summary>
    public async Task WriteReferenceAsync(string revision, string commit, CancellationToken cancellation)
    {
        if (revision != commit && await ReadReferenceAsync(revision, cancellation).ConfigureAwait(false) != commit)
        {
            await CacheFiles.WriteAsync(Reference(revision), Encoding.ASCII.GetBytes(commit)).ConfigureAwait(false);
        }
    }

    private string Reference(string revision) => Path.Combine([Folder, "refs", .. RequireSafe(revision).Split('/')]);

    /// <summary>Refuses a path that would lead out of the folder it is put under.</summary>
    /// <remarks>As huggingface_hub's _validate_relative_filename: by the rules of Linux and of Windows.</remarks>
    /// <exception cref="EvaluationException">The path is empty, absolute, or has <c>..</c>, a drive or a backslash.
    /// </exception>
    public static string RequireSafe(string path) =>
        path.IndexOfAny(['\\', '\0']) < 0
        && path.Split('/').All(part => part is not ("" or "." or ".." or [_, ':', ..]))
            ? path
            : throw new EvaluationException(
                $"the hub's file or revision '{path}' is refused: it could lead out of the cache");

    [GeneratedRegex("^(?:[A-Za-z0-9][A-Za-z0-9._-]{0,95}/)?[A-Za-z0-9_][A-Za-z0-9._-]{0,95}$")]
    private static partial Regex RepositoryName();

    [GeneratedRegex("^[0-9a-f]{40}$")]
    private static partial Regex Commit();
}
