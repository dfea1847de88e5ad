using System.Globalization;

namespace Egtlm.Eval.Hub;

/// <summary>Room on the disk of the cache.</summary>
internal static class DiskSpace
{
    // errno ENOSPC and EDQUOT on Linux; ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL on Windows.
    private static readonly int[] FullCodes = [28, 122, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    /// <summary>Free bytes for this user on the disk that holds a folder, which need not exist yet.</summary>
    public static long? Free(string folder)
    {
        var existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
        {
            existing = parent;
        }

        try
        {
            return new DriveInfo(existing).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Refuses a download that cannot fit.</summary>
    /// <exception cref="EvaluationException">Fewer bytes are free than needed.</exception>
    public static void Require(long neededBytes, string dataset, HubOptions options)
    {
        if (neededBytes > 0 && options.FreeBytes(options.CacheFolder) is { } free && free < neededBytes)
        {
            throw Full(dataset, neededBytes, free, options, inner: null);
        }
    }

    /// <summary>Whether a write failed because the disk or a quota is full.</summary>
    public static bool IsFull(Exception error) => error is IOException && FullCodes.Contains(error.HResult);

    public static EvaluationException Full(
        string dataset, long neededBytes, long? freeBytes, HubOptions options, Exception? inner)
    {
        var free = freeBytes is { } bytes ? $"{Bytes(bytes)} are free" : "the disk is full";
        return new EvaluationException(
            $"'{dataset}' needs {Bytes(neededBytes)} more in '{options.CacheFolder}', where {free}",
            "free some space, or put the cache on another disk with HF_HUB_CACHE; what was downloaded is kept",
            inner);
    }

    private static string Bytes(long count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} bytes");
}
