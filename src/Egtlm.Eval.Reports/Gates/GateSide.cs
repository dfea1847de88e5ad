using Egtlm.Eval.Results;

namespace Egtlm.Eval.Reports.Gates;

/// <summary>What one side holds of a task.</summary>
/// <param name="Document">Null when the task was not scored.</param>
/// <param name="Items">Null when an older version scored it.</param>
/// <param name="Failure">Why the side has no document, or what is wrong with its files; null for nothing.</param>
public sealed record TaskSide(TaskResult? Document, ItemFile? Items, string? Failure);

/// <summary>One side of a gate: a result folder and what was read from it.</summary>
public sealed class GateSide
{
    private readonly Dictionary<string, TaskSide> _tasks = [];
    private readonly RunManifest? _manifest;

    private GateSide(string folder, RunManifest? manifest)
    {
        Folder = folder;
        _manifest = manifest;
    }

    /// <summary>The folder of a model's revision, or of an experiment with it.</summary>
    public string Folder { get; }

    /// <summary><c>name@revision</c>; the path where the manifest is missing.</summary>
    public string Model => _manifest is null ? Folder : $"{_manifest.Model.Name}@{_manifest.Model.Revision}";

    /// <summary>Opens a revision's folder, or a model's or a root that holds exactly one.</summary>
    /// <exception cref="EvaluationException">There are none or several, or the manifest is damaged.</exception>
    public static async Task<GateSide> OpenAsync(string directory, CancellationToken cancellation)
    {
        var folder = ResultFolder.Locate(directory);
        return new GateSide(
            folder.Path, await RunManifestFile.ReadAsync(folder.Path, cancellation).ConfigureAwait(false));
    }

    /// <summary>The document and items of a task, read once.</summary>
    public async Task<TaskSide> ReadAsync(string task, CancellationToken cancellation)
    {
        if (_tasks.TryGetValue(task, out var known))
        {
            return known;
        }

        var side = await LoadAsync(task, cancellation).ConfigureAwait(false);
        _tasks.Add(task, side);
        return side;
    }

    /// <summary>Whether there is anything of a task.</summary>
    public bool Holds(string task) => File.Exists(Path.Combine(Folder, task + ".json"))
        || File.Exists(Path.Combine(Folder, task + ResultFolder.ItemsEnd));

    /// <summary>Whether this side keeps the distributions of a digest, which a drift was measured from.</summary>
    public async Task<bool> KeepsAsync(string? digest, CancellationToken cancellation)
    {
        foreach (var path in Directory.EnumerateFiles(Folder, "*" + ResultFolder.DistributionsEnd))
        {
            var content = await AtomicFile.ReadAsync(path, cancellation).ConfigureAwait(false);
            if (content is not null && DistributionFile.DigestOf(content) == digest)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<TaskSide> LoadAsync(string task, CancellationToken cancellation)
    {
        var failed = _manifest?.Tasks.FirstOrDefault(one => one.Name == task && one.Status == RunStatus.Failed);
        var failure = failed is null ? null : $"its run failed: {failed.Error}";
        try
        {
            var path = Path.Combine(Folder, task + ".json");
            var bytes = await AtomicFile.ReadAsync(path, cancellation).ConfigureAwait(false);
            var document = bytes is null ? null : TaskResultDocument.Read(bytes);
            if (document is not null && document.TaskName != task)
            {
                return new TaskSide(null, null, $"'{path}' is a result of '{document.TaskName}'");
            }

            var items = await ItemFile.ReadAsync(Path.Combine(Folder, task + ResultFolder.ItemsEnd), cancellation)
                .ConfigureAwait(false);
            return new TaskSide(document, items, failure);
        }
        catch (Exception error) when (error is FormatException or EvaluationException)
        {
            return new TaskSide(null, null, error.Message);
        }
    }
}
