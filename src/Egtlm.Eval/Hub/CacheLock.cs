namespace Egtlm.Eval.Hub;

/// <summary>Keeps two processes from downloading one file twice, Python's among them.</summary>
/// <remarks>
/// The lock file lies where huggingface_hub has it, and <see cref="FileShare.None"/> is <c>flock(LOCK_EX)</c> on Unix,
/// as is Python's filelock. It saves work only: what is in the cache is right without it, because blobs appear whole
/// and verified. The file stays: taking it away would let a third process lock another one of that name.
/// </remarks>
internal static class CacheLock
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until the lock is free and takes it; dispose it to give it back.</summary>
    public static async Task<IDisposable> TakeAsync(string path, TimeProvider time, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // not null: a lock lies in a folder
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            // Group-writable, so that users who share a cache can wait for one another (huggingface_hub WeakFileLock).
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead
                | UnixFileMode.GroupWrite | UnixFileMode.OtherRead;
        }

        while (true)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException error) when (IsHeld(error))
            {
                await Task.Delay(Poll, time, cancellation).ConfigureAwait(false);
            }
        }
    }

    // EWOULDBLOCK on Linux and on macOS; ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeld(IOException error) =>
        error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
