namespace Egtlm.Eval.Results;

/// <summary>Keeps a second run out of a result folder; it ends with the process, however that ends.</summary>
public sealed class FolderLock : IDisposable
{
    private const string Name = ".run.lock";

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the folder, which is there.</summary>
    /// <exception cref="EvaluationException">Another run has it, or the folder cannot be written.</exception>
    public static FolderLock Take(string folder)
    {
        try
        {
            // On Linux .NET makes FileShare.None an flock, which the kernel drops when the process is killed.
            return new FolderLock(new FileStream(
                Path.Combine(folder, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error)
        {
            throw new EvaluationException(
                $"another run is writing to '{folder}'",
                "wait for its end, or pass another --output; what is finished will be skipped",
                error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw UnfinishedFile.Failure(folder, error);
        }
    }

    public void Dispose()
    {
        // The file goes before the lock does: nobody can hold what is about to vanish.
        File.Delete(_file.Name);
        _file.Dispose();
    }
}
