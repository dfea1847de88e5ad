using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Egtlm.Eval.Hub;

/// <summary>Digests of a file's content, lower-case hex.</summary>
/// <param name="GitBlobId">What <c>git hash-object</c> prints: SHA-1 of <c>blob SIZE\0</c> and the content.</param>
public sealed record ContentDigest(string Sha256, string GitBlobId)
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Reads a file once for both digests.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<ContentDigest> OfFileAsync(string path, CancellationToken cancellation)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sha1 = GitHash(path);
        await FeedAsync(path, [sha256, sha1], cancellation).ConfigureAwait(false);
        return new ContentDigest(Hex(sha256), Hex(sha1));
    }

    /// <summary>The digest that a listing gives for the file, or null where it gives none.</summary>
    internal static string? Expected(HubFile file) => file.Sha256 ?? file.GitBlobId;

    /// <summary>The same digest of what is on disk.</summary>
    internal static async Task<string> FoundAsync(HubFile file, string path, CancellationToken cancellation)
    {
        using var hash = file.Sha256 is null
            ? GitHash(path)
            : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await FeedAsync(path, [hash], cancellation).ConfigureAwait(false);
        return Hex(hash);
    }

    /// <summary>Which digest the hub names a file by.</summary>
    internal static string Name(HubFile file) => file.Sha256 is null ? "git blob id" : "SHA-256";

#pragma warning disable CA5350 // git's object ids are SHA-1.
    private static IncrementalHash GitHash(string path)
    {
        var length = CacheFiles.SizeOf(path) ?? 0;
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {length}\0")));
        return hash;
    }
#pragma warning restore CA5350

    private static async Task FeedAsync(string path, IncrementalHash[] hashes, CancellationToken cancellation)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, useAsync: true);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[BufferBytes];
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                foreach (var hash in hashes)
                {
                    hash.AppendData(buffer, 0, count);
                }
            }
        }
    }

    private static string Hex(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}
