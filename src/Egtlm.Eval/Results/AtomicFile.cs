namespace Egtlm.Eval.Results;

/// <summary>Whole files: a reader sees the old content or the new, never a part, also after a crash.</summary>
public static class AtomicFile
{
    /// <summary>How the names of unfinished files end.</summary>
    internal const string TemporaryEnd = ".tmp";

    /// <summary>Writes a temporary file beside <paramref name="path"/>, flushes it to disk and renames it.</summary>
    /// <remarks>Not cancellable: the write in hand is finished.</remarks>
    /// <exception cref="EvaluationException">The folder or the file cannot be written.</exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var temporary = $"{path}.{Guid.NewGuid():N}{TemporaryEnd}";
        try
        {
            // Directory.CreateDirectory fails where a file has the folder's name, which is what the user must hear.
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            await using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                await stream.WriteAsync(content, CancellationToken.None).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw new EvaluationException(
                $"cannot write '{path}': {error.Message}",
                "check the folder's rights and free space, or pass another --output",
                error);
        }
    }

    /// <summary>The content of a file, or null when there is none.</summary>
    /// <exception cref="EvaluationException">The file is there but cannot be read.</exception>
    public static async Task<byte[]?> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException($"cannot read '{path}': {error.Message}", "check the file's rights", error);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The write's own failure is what the user must hear; a leftover temporary file is never read.
        }
    }
}
