using Egtlm.Eval.Results;

namespace Egtlm.Eval.Hub;

/// <summary>Files of the cache: written whole, read through links, with failures that name the cache.</summary>
internal static class CacheFiles
{
    /// <summary>Bytes of a file, or of the file that a link leads to; null where there is none.</summary>
    public static long? SizeOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            // A link's own length is that of the path it holds.
            var content = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return content.Exists ? content.Length : null;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (IOException) when (new FileInfo(path).LinkTarget is not null)
        {
            // Links in a circle lead to no file.
            return null;
        }
    }

    /// <summary>Writes a small file; a reader sees the old content or the new.</summary>
    /// <exception cref="EvaluationException">It cannot be written.</exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content)
    {
        try
        {
            await AtomicFile.WriteAsync(path, content).ConfigureAwait(false);
        }
        catch (EvaluationException error)
        {
            throw new EvaluationException(error.Message, Hint, error.InnerException);
        }
    }

    /// <summary>Runs a step on the cache and turns its failure into one that the user can fix.</summary>
    public static async Task<T> GuardAsync<T>(string what, Func<Task<T>> step)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException($"cannot {what}: {error.Message}", Hint, error);
        }
    }

    private const string Hint =
        "check the rights and free space of the hub's cache, or set HF_HUB_CACHE to another folder";
}
