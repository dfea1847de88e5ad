using System.Text;
using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Results;

/// <summary>
/// The result folder of one model: <c>output/org__model/revision/</c>, as mteb lays it out (scoring-spec §4.1), and
/// below it <c>experiments/name/</c> for another way to use the model.
/// </summary>
public sealed class ResultStore
{
    private const string NoRevision = "no_revision_available";

    /// <param name="experiment">mteb's <c>experiment_name</c>, such as <c>embed_dim_64</c>; null for none.</param>
    /// <exception cref="EvaluationException">The model's name or revision cannot name a folder.</exception>
    public ResultStore(string outputFolder, ModelIdentity model, string? experiment = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputFolder);
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        var revision = string.IsNullOrWhiteSpace(model.Revision) ? NoRevision : model.Revision;
        Folder = Path.Combine(outputFolder, FolderName(model.Name), FolderName(revision));
        Folder = experiment is null ? Folder : Path.Combine(Folder, "experiments", FolderName(experiment));
    }

    public ModelIdentity Model { get; }

    /// <summary>Where the files of this model and revision lie.</summary>
    public string Folder { get; }

    public string TaskPath(string taskName) => Path.Combine(Folder, taskName + ".json");

    /// <summary>The values behind a task's document, see <see cref="ItemFile"/>.</summary>
    public string ItemPath(string taskName) => Path.Combine(Folder, taskName + ResultFolder.ItemsEnd);

    /// <summary>The distributions that a task keeps, see <see cref="DistributionFile"/>.</summary>
    public string DistributionPath(string taskName) => Path.Combine(Folder, taskName + ResultFolder.DistributionsEnd);

    /// <summary>
    /// Makes the folder and writes <c>model_meta.json</c>, so that an unwritable place is found before any encoding.
    /// </summary>
    /// <exception cref="EvaluationException">The folder cannot be written.</exception>
    public Task PrepareAsync(ModelMeta meta)
    {
        ArgumentNullException.ThrowIfNull(meta);
        return AtomicFile.WriteAsync(Path.Combine(Folder, "model_meta.json"), meta.ToBytes());
    }

    /// <summary>Makes the folder and keeps other runs out of it.</summary>
    /// <exception cref="EvaluationException">Another run has it, or it cannot be made.</exception>
    public FolderLock Lock()
    {
        try
        {
            Directory.CreateDirectory(Folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw UnfinishedFile.Failure(Folder, error);
        }

        var taken = FolderLock.Take(Folder);

        // What a killed run was writing: nobody else can be, and no reader looks at it.
        foreach (var leftover in Directory.EnumerateFiles(Folder, "*" + AtomicFile.TemporaryEnd))
        {
            File.Delete(leftover);
        }

        return taken;
    }

    /// <summary>The document of a task, or null when there is none.</summary>
    /// <exception cref="EvaluationException">
    /// The file cannot be read or is not a result document of this task.
    /// </exception>
    public async Task<TaskResult?> ReadAsync(string taskName, CancellationToken cancellation)
    {
        var path = TaskPath(taskName);
        if (await AtomicFile.ReadAsync(path, cancellation).ConfigureAwait(false) is not { } bytes)
        {
            return null;
        }

        try
        {
            var result = TaskResultDocument.Read(bytes);
            return result.TaskName == taskName
                ? result
                : throw new FormatException($"its 'task_name' is '{result.TaskName}', not '{taskName}'");
        }
        catch (FormatException error)
        {
            throw new EvaluationException(
                $"'{path}' is not a result of '{taskName}': {error.Message}",
                "delete or move the file, or pass --overwrite to score the task again",
                error);
        }
    }

    /// <summary>Writes a document and notes its splits in <c>run_settings.jsonl</c>.</summary>
    /// <remarks>
    /// The settings come first: a run that is killed in between scores the part again, whereas a complete document
    /// would be skipped and never get them.
    /// </remarks>
    /// <exception cref="EvaluationException">A file cannot be written.</exception>
    public async Task WriteAsync(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var settingsPath = Path.Combine(Folder, "run_settings.jsonl");
        var existing = await AtomicFile.ReadAsync(settingsPath, CancellationToken.None).ConfigureAwait(false) ?? [];
        var lines = RunSettings.Merge(RunSettings.Read(Encoding.UTF8.GetString(existing)), result.Splits.Select(
            split => RunSettings.Entry(result.TaskName, split.Name, split.Subsets.Select(subset => subset.Subset))));
        await AtomicFile.WriteAsync(settingsPath, Encoding.ASCII.GetBytes(lines)).ConfigureAwait(false);
        var document = TaskResultDocument.ToBytes(result);
        await AtomicFile.WriteAsync(TaskPath(result.TaskName), document).ConfigureAwait(false);
    }

    private static string FolderName(string name)
    {
        var folder = name.Replace("/", "__", StringComparison.Ordinal).Replace(' ', '_');
        return folder is not ("" or "." or "..") && !folder.Contains('\0', StringComparison.Ordinal)
            ? folder
            : throw new EvaluationException(
                $"'{name}' cannot name a result folder", "give the model a name and a revision");
    }
}
