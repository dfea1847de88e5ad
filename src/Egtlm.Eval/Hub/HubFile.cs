namespace Egtlm.Eval.Hub;

/// <summary>A file of a repository at a commit.</summary>
/// <param name="Path">From the repository's root, with <c>/</c>.</param>
/// <param name="Size">Bytes of the content (not of an LFS pointer); <see cref="UnknownSize"/> for a shard that other
/// shards' names prove to exist but that is not on this machine.</param>
/// <param name="Sha256">Of the content, lower-case hex; null where the hub keeps the file in git.</param>
/// <param name="GitBlobId">git's SHA-1 of the object: of the content, or of the pointer of an LFS file.</param>
/// <param name="XetHash">The hub's other address of a large file; kept for huggingface_hub, which reads the same
/// listings.</param>
public sealed record HubFile(string Path, long Size, string? Sha256, string? GitBlobId, string? XetHash = null)
{
    public const long UnknownSize = -1;

    /// <summary>What huggingface_hub calls the blob: the ETag, which is the SHA-256, or git's SHA-1.</summary>
    /// <remarks>Null where neither is known, for a plain file in a snapshot folder.</remarks>
    internal string? BlobName => Sha256 ?? GitBlobId;
}
