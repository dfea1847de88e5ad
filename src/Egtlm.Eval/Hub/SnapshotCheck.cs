using System.Globalization;

namespace Egtlm.Eval.Hub;

/// <summary>Compares files on this machine with the listing, every byte of them.</summary>
internal static class SnapshotCheck
{
    /// <summary>What is wrong with a file, or null. Without a digest to compare only the size counts.</summary>
    public static async Task<HubFinding?> OfAsync(
        DatasetSnapshot snapshot, HubFile file, CancellationToken cancellation)
    {
        var path = snapshot.PathOf(file);
        if (CacheFiles.SizeOf(path) is not { } size)
        {
            return new HubFinding(file, HubFindingKind.Missing, $"'{file.Path}' is missing");
        }

        if (size != file.Size)
        {
            return new HubFinding(file, HubFindingKind.WrongSize, string.Create(
                CultureInfo.InvariantCulture, $"'{file.Path}' has {size} bytes, {file.Size} expected"));
        }

        return await FilePull.ComplaintAsync(file, path, cancellation).ConfigureAwait(false) is { } complaint
            ? new HubFinding(file, HubFindingKind.WrongDigest, $"'{file.Path}': {complaint}")
            : null;
    }
}
