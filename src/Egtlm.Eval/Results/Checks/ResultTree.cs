namespace Egtlm.Eval.Results.Checks;

/// <summary>A folder to check: <c>root/org__model/revision</c>, or one under its <c>experiments</c>.</summary>
/// <param name="Model">The name of the model's folder.</param>
/// <param name="Experiment">The name of the experiment's folder; null for plain results.</param>
public sealed record CheckedFolder(string Path, string Model, string Revision, string? Experiment)
{
    /// <summary>The folder's path below the root, the same on every machine.</summary>
    public string RelativePath => Experiment is null
        ? System.IO.Path.Combine(Model, Revision)
        : System.IO.Path.Combine(Model, Revision, ResultFolder.Experiments, Experiment);

    /// <summary>Task results, in ordinal order.</summary>
    internal IEnumerable<string> ResultFiles() => ResultFolder.TaskFiles(Path);
}

/// <summary>The result folders below a root.</summary>
public sealed record ResultTree(string Root, IReadOnlyList<CheckedFolder> Folders)
{
    /// <param name="directory">The root, a checkout of the repository, one model's folder or one revision's.</param>
    /// <exception cref="EvaluationException">There are no results.</exception>
    public static ResultTree Open(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (!Directory.Exists(path))
        {
            throw new EvaluationException($"there is no folder '{directory}'", "give the --output folder of a run");
        }

        var (root, model, revision) = Locate(path);
        CheckedFolder[] folders =
        [
            .. FoldersIn(root).Where(name => model is null || name == model).SelectMany(name =>
                FoldersIn(Path.Combine(root, name)).Where(one => revision is null || one == revision)
                    .SelectMany(one => WithExperiments(root, name, one))),
        ];
        return folders.Length > 0
            ? new ResultTree(root, folders)
            : throw new EvaluationException(
                $"'{directory}' holds no results", "expected DIR/org__model/revision/Task.json, as 'run' writes them");
    }

    /// <summary>The root, and the model and revision that the path goes down to.</summary>
    private static (string Root, string? Model, string? Revision) Locate(string path)
    {
        var parent = Path.GetDirectoryName(path) ?? path;
        if (File.Exists(Path.Combine(path, ResultFolder.Meta)))
        {
            return (Path.GetDirectoryName(parent) ?? parent, Path.GetFileName(parent), Path.GetFileName(path));
        }

        if (FoldersIn(path).Any(name => File.Exists(Path.Combine(path, name, ResultFolder.Meta))))
        {
            return (parent, Path.GetFileName(path), null);
        }

        var checkout = Path.Combine(path, "results");
        return (Directory.Exists(checkout) ? checkout : path, null, null);
    }

    private static IEnumerable<CheckedFolder> WithExperiments(string root, string model, string revision)
    {
        var path = Path.Combine(root, model, revision);
        var below = Path.Combine(path, ResultFolder.Experiments);
        var experiments = Directory.Exists(below) ? FoldersIn(below).ToArray() : [];

        // A run with --dimensions leaves nothing in the revision's own folder.
        if (experiments.Length == 0 || Directory.EnumerateFiles(path).Any())
        {
            yield return new CheckedFolder(path, model, revision, null);
        }

        foreach (var experiment in experiments)
        {
            yield return new CheckedFolder(Path.Combine(below, experiment), model, revision, experiment);
        }
    }

    private static IEnumerable<string> FoldersIn(string path) => Directory.EnumerateDirectories(path)
        .Select(folder => Path.GetFileName(folder))
        .Where(name => !name.StartsWith('.'))
        .Order(StringComparer.Ordinal);
}
