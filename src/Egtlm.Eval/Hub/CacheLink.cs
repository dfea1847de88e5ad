namespace Egtlm.Eval.Hub;

/// <summary>Puts a blob into a snapshot: as a relative link, or as the file itself where links do not work.</summary>
/// <remarks>huggingface_hub's _create_symlink. Call it under the blob's lock.</remarks>
internal static class CacheLink
{
    /// <param name="isNew">Whether no other snapshot can refer to the blob, which may then be moved.</param>
    public static void Create(string blob, string pointer, bool isNew, bool useSymlinks)
    {
        var folder = Path.GetDirectoryName(pointer)!; // not null: a snapshot has a folder
        Directory.CreateDirectory(folder);
        File.Delete(pointer);
        if (useSymlinks && TryLink(Path.GetRelativePath(folder, blob), pointer))
        {
            return;
        }

        if (isNew)
        {
            File.Move(blob, pointer);
            return;
        }

        // Beside the blob: a leftover in the snapshot would look like a file of it.
        var temporary = $"{blob}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.Copy(blob, temporary);
            File.Move(temporary, pointer, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static bool TryLink(string target, string pointer)
    {
        try
        {
            File.CreateSymbolicLink(pointer, target);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException
            or PlatformNotSupportedException && !DiskSpace.IsFull(error))
        {
            // A file system without links, or Windows without the right to make them.
            return false;
        }
    }
}
