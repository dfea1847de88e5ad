using System.Security.Cryptography;
using System.Text;
using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Models;

/// <summary>
/// Name and revision of a model folder. In the Hugging Face cache (<c>models--org--name/snapshots/commit</c>) they are
/// the repository and the commit; elsewhere the folder's name and 12 hex digits of a digest over the weight files.
/// </summary>
public static class ModelIdentityReader
{
    private const string CachePrefix = "models--";
    private const int BlockBytes = 4096;
    private const int BlocksPerFile = 1024;
    private const int RevisionDigits = 12;

    /// <param name="name">Overrides the name.</param>
    /// <param name="revision">Overrides the revision.</param>
    public static ModelIdentity Read(string directory, string? name = null, string? revision = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var folder = new DirectoryInfo(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        var cached = FromCache(folder);
        return new ModelIdentity(name ?? cached?.Name ?? folder.Name, revision ?? cached?.Revision ?? Digest(folder));
    }

    private static ModelIdentity? FromCache(DirectoryInfo folder)
    {
        if (folder.Parent is not { Name: "snapshots" } snapshots
            || snapshots.Parent is not { } repository
            || !repository.Name.StartsWith(CachePrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var name = repository.Name[CachePrefix.Length..].Replace("--", "/", StringComparison.Ordinal);
        return new ModelIdentity(name, folder.Name);
    }

    // Fine-tuned siblings share names, sizes and headers, so blocks spread over each file are hashed too.
    private static string Digest(DirectoryInfo folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = folder.EnumerateFiles("*.safetensors", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder.FullName, file.FullName));
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            AppendFile(hash, file, Path.Combine(folder.FullName, file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..RevisionDigits];
    }

    private static void AppendFile(IncrementalHash hash, string name, string path)
    {
        using var handle = File.OpenHandle(path);
        var length = RandomAccess.GetLength(handle);
        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{name}\n{length}\n")));
        var blocks = (length + BlockBytes - 1) / BlockBytes;
        var read = Math.Min(blocks, BlocksPerFile);
        var buffer = new byte[BlockBytes];
        for (var i = 0L; i < read; i++)
        {
            var count = RandomAccess.Read(handle, buffer, i * blocks / read * BlockBytes);
            hash.AppendData(buffer.AsSpan(0, count));
        }
    }
}
