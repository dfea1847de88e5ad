namespace Egtlm.Eval.Hub;

/// <summary>What a snapshot folder holds when nobody kept the repository's listing.</summary>
/// <remarks>Also as Python writes it without links. A link's blob is named by its digest, so that it can be
/// verified.</remarks>
internal static class SnapshotFolder
{
    /// <summary>Files of the folder, and the shards that their names miss.</summary>
    public static IReadOnlyList<HubFile> List(string folder)
    {
        HubFile[] files =
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => File(folder, path)),
        ];
        return ListingFile.Sorted(files.Concat(ShardNames.Missing([.. files.Select(file => file.Path)])
            .Select(path => new HubFile(path, HubFile.UnknownSize, null, null))));
    }

    private static HubFile File(string folder, string path)
    {
        var target = new FileInfo(path).LinkTarget;
        var blob = target is null ? null : Path.GetFileName(target);
        return new HubFile(
            Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'),
            CacheFiles.SizeOf(path) ?? HubFile.UnknownSize,
            blob is not null && Digests.IsSha256(blob) ? blob : null,
            blob is not null && DatasetCache.IsCommit(blob) ? blob : null);
    }
}
