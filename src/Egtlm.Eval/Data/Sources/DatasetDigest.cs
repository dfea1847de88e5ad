using System.Security.Cryptography;
using System.Text;

namespace Egtlm.Eval.Data.Sources;

/// <summary>A file of a data set as a lock names it.</summary>
/// <param name="Path">In the repository or folder, with <c>/</c>.</param>
/// <param name="Sha256">Of the content, lower-case hex.</param>
public sealed record LockedFile(string Path, long Size, string Sha256);

/// <summary>What a run or a lock says of the data of one dataset.</summary>
/// <param name="Dataset">Path on the hub, as the task names it.</param>
/// <param name="Revision">As the task pins it.</param>
/// <param name="Commit">The commit that was read; null for a folder of the user's.</param>
/// <param name="Digest">SHA-256 over the names and digests of the files.</param>
public sealed record DatasetDigest(
    string Dataset, string Revision, string? Commit, string Digest, IReadOnlyList<LockedFile> Files)
{
    /// <summary>Reads the digests of all files of some parts of one dataset; a file that two parts share counts
    /// once.</summary>
    /// <exception cref="EvaluationException">A file cannot be read.</exception>
    public static async Task<DatasetDigest> OfAsync(IReadOnlyList<PartSource> parts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var files = new SortedDictionary<string, LockedFile>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            foreach (var file in await FilesOfAsync(part, cancellation).ConfigureAwait(false))
            {
                files[file.Path] = file;
            }
        }

        var dataset = parts[0].Task.Dataset;
        return new DatasetDigest(
            dataset.Path, dataset.Revision, parts[0].Snapshot?.Commit, Combine(files.Values), [.. files.Values]);
    }

    /// <summary>The digest of these and other files of the same dataset.</summary>
    public DatasetDigest With(IEnumerable<LockedFile> others)
    {
        var distinct = Files.Concat(others).DistinctBy(file => file.Path);
        LockedFile[] all = [.. distinct.OrderBy(file => file.Path, StringComparer.Ordinal)];
        return this with { Files = all, Digest = Combine(all) };
    }

    private static async Task<List<LockedFile>> FilesOfAsync(PartSource part, CancellationToken cancellation)
    {
        var files = new List<LockedFile>();
        if (part.Snapshot is { } snapshot)
        {
            foreach (var file in part.Files)
            {
                // The card says where the data is; its own words may change without a score doing so.
                if (file.Path != Repositories.DatasetLayout.CardFile)
                {
                    var sha256 = file.Sha256
                        ?? await HashAsync(snapshot.PathOf(file), cancellation).ConfigureAwait(false);
                    files.Add(new LockedFile(file.Path, file.Size, sha256));
                }
            }

            return files;
        }

        foreach (var path in part.LocalFiles)
        {
            var sha256 = await HashAsync(path, cancellation).ConfigureAwait(false);
            var name = Path.GetRelativePath(part.Location.Folder, path).Replace('\\', '/');

            // Folders of subsets hold files of the same name.
            name = part.Location.Tables is null && part.Subset != "default" ? $"{part.Subset}/{name}" : name;
            files.Add(new LockedFile(name, new FileInfo(path).Length, sha256));
        }

        return files;
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellation)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException($"cannot read '{path}': {error.Message}", "pull the data set again", error);
        }
    }

    private static string Combine(IEnumerable<LockedFile> files)
    {
        var text = new StringBuilder();
        foreach (var file in files)
        {
            text.Append(file.Sha256).Append("  ").Append(file.Path).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
