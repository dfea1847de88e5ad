namespace Egtlm.Eval.Results;

/// <summary>A file written piece by piece that appears under its name when it is complete, or not at all.</summary>
/// <remarks>Like <see cref="AtomicFile"/>, for what is too large to be held in memory.</remarks>
public sealed class UnfinishedFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _stream;

    /// <summary>Opens a temporary file beside <paramref name="path"/>.</summary>
    /// <exception cref="EvaluationException">The folder cannot be written.</exception>
    public UnfinishedFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        _temporary = $"{path}.{Guid.NewGuid():N}{AtomicFile.TemporaryEnd}";
        if (Directory.Exists(path))
        {
            throw new EvaluationException($"cannot write '{path}': it is a folder", "give the name of a file");
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!); // not null: a file has a folder
            _stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.ReadWrite);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure(path, error);
        }
    }

    /// <summary>Seekable, for reading and writing.</summary>
    public Stream Stream => _stream;

    /// <summary>Flushes to disk and gives the file its name.</summary>
    /// <exception cref="EvaluationException">The file cannot be written.</exception>
    public void Commit()
    {
        try
        {
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            File.Move(_temporary, _path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure(_path, error);
        }
    }

    /// <summary>Removes what was not committed.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        File.Delete(_temporary);
    }

    internal static EvaluationException Failure(string path, Exception error) => new(
        $"cannot write '{path}': {error.Message}",
        "check the folder's rights and free space, or pass another --output",
        error);
}
