using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Egtlm.Eval.Hub;

/// <summary>A mirror of the hub in a folder, <c>HF_ENDPOINT=file:///FOLDER</c>; it is read without network.</summary>
/// <remarks>
/// Files lie in <c>FOLDER/datasets/ORG/NAME/REVISION/</c> or <c>FOLDER/ORG/NAME/REVISION/</c>, or, where there is one
/// revision only, without the last folder: a git clone will do. A mirror knows no digests, so they are taken from its
/// files when it is first listed. A branch's commit is a digest over the files.
/// </remarks>
internal sealed class MirrorSource(HubOptions options) : IDatasetSource
{
    private const int CopyBytes = 1 << 20;

    // https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: a pointer begins so, and has less than 1024 bytes.
    private const string PointerStart = "version https://git-lfs.github.com/spec/v1";

    private readonly ConcurrentDictionary<string, IReadOnlyList<HubFile>> _listed = new();

    public ListingOrigin Origin => ListingOrigin.Mirror;

    public async Task<string> ResolveAsync(string dataset, string revision, CancellationToken cancellation)
    {
        var files = await ListAsync(dataset, revision, commit: "", cancellation).ConfigureAwait(false);
        var lines = string.Concat(files.Select(file => $"{file.Sha256} {file.Path}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)))[..40];
    }

    public async Task<IReadOnlyList<HubFile>> ListAsync(
        string dataset, string revision, string commit, CancellationToken cancellation)
    {
        var folder = MirrorFolder.Find(options.Endpoint.LocalPath, dataset, revision);
        if (_listed.TryGetValue(folder, out var known))
        {
            return known;
        }

        var files = new List<HubFile>();
        foreach (var path in Paths(folder))
        {
            files.Add(await ReadAsync(folder, path, cancellation).ConfigureAwait(false));
        }

        return _listed[folder] = ListingFile.Sorted(files);
    }

    public async Task FetchAsync(Fetch fetch, CancellationToken cancellation)
    {
        var snapshot = fetch.Snapshot;
        var folder = MirrorFolder.Find(options.Endpoint.LocalPath, snapshot.Dataset, snapshot.Revision);
        var path = Path.Combine([folder, .. fetch.File.Path.Split('/')]);
        if (CacheFiles.SizeOf(path) is not { } size)
        {
            throw new EvaluationException(
                $"'{fetch.File.Path}' of '{snapshot.Dataset}' is no longer in the mirror folder '{folder}'");
        }

        if (size != fetch.File.Size)
        {
            throw new WrongContentException($"'{path}' has {size} bytes, {fetch.File.Size} when it was listed");
        }

        var partial = new PartialFile(fetch, options);
        await using (partial.ConfigureAwait(false))
        {
            await CopyAsync(path, partial, cancellation).ConfigureAwait(false);
            partial.Finish();
        }
    }

    public void Dispose()
    {
        // Nothing is held open.
    }

    private static async Task CopyAsync(string path, PartialFile partial, CancellationToken cancellation)
    {
        var source = File.OpenRead(path);
        await using (source.ConfigureAwait(false))
        {
            source.Seek(partial.Length, SeekOrigin.Begin);
            var buffer = new byte[CopyBytes];
            int count;
            while ((count = await source.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                await partial.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
            }
        }
    }

    // Files with a dot, such as .gitattributes, belong to the repository; what git keeps for itself does not.
    private static IEnumerable<string> Paths(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar)[0] != ".git");

    private static async Task<HubFile> ReadAsync(string folder, string path, CancellationToken cancellation)
    {
        var size = CacheFiles.SizeOf(path)
            ?? throw new EvaluationException($"the mirror's '{path}' is a link to a file that is not there");
        if (size < 1024 && File.ReadAllText(path).StartsWith(PointerStart, StringComparison.Ordinal))
        {
            throw new EvaluationException(
                $"the mirror's '{path}' is a Git LFS pointer, not the file", $"git -C {folder} lfs pull");
        }

        var digest = await ContentDigest.OfFileAsync(path, cancellation).ConfigureAwait(false);
        var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
        return new HubFile(name, size, digest.Sha256, digest.GitBlobId);
    }
}
