namespace Egtlm.Eval.Results.Checks;

/// <summary>A folder of result files: <c>root/org__model/revision</c>, or one under its <c>experiments</c>.</summary>
/// <param name="Model">The name of the model's folder.</param>
/// <param name="Experiment">The name of the experiment's folder; null for plain results.</param>
public sealed record ResultFolder(string Path, string Model, string Revision, string? Experiment)
{
    internal const string Meta = "model_meta.json";

    internal const string Settings = "run_settings.jsonl";

    /// <summary>Files of ours beside mteb's: not for the repository.</summary>
    internal const string Manifest = "run.json";

    /// <summary>The verdict of a gate, and the noise that it allows for.</summary>
    public const string Gate = "gate.json";

    public const string NoiseFloor = "noise_floor.json";

    /// <summary>How names of per-item values end, see <see cref="ItemFile"/>.</summary>
    internal const string ItemsEnd = ".items.jsonl";

    /// <summary>How names of kept distributions end, see <see cref="DistributionFile"/>.</summary>
    public const string DistributionsEnd = ".top64";

    /// <summary>What the repository does not take.</summary>
    internal static IReadOnlyList<string> Ours { get; } =
        [Manifest, Gate, NoiseFloor, "*" + ItemsEnd, "*" + DistributionsEnd];

    /// <summary>The pattern of <see cref="Ours"/> that a file's name has; the name where it has none.</summary>
    internal static string KindOf(string name) =>
        Ours.FirstOrDefault(one => one[0] == '*' && name.EndsWith(one[1..], StringComparison.Ordinal)) ?? name;

    /// <summary>The folder's path below the root, the same on every machine.</summary>
    public string RelativePath => Experiment is null
        ? System.IO.Path.Combine(Model, Revision)
        : System.IO.Path.Combine(Model, Revision, ResultTree.Experiments, Experiment);

    /// <summary>Task results, in ordinal order.</summary>
    internal IEnumerable<string> ResultFiles() => Directory.EnumerateFiles(Path, "*.json")
        .Where(file => System.IO.Path.GetFileName(file) is not (Meta or Manifest or Gate or NoiseFloor))
        .Order(StringComparer.Ordinal);
}

/// <summary>The result folders below a root.</summary>
public sealed record ResultTree(string Root, IReadOnlyList<ResultFolder> Folders)
{
    internal const string Experiments = "experiments";

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
        ResultFolder[] folders =
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

    private static IEnumerable<ResultFolder> WithExperiments(string root, string model, string revision)
    {
        var path = Path.Combine(root, model, revision);
        var below = Path.Combine(path, Experiments);
        var experiments = Directory.Exists(below) ? FoldersIn(below).ToArray() : [];

        // A run with --dimensions leaves nothing in the revision's own folder.
        if (experiments.Length == 0 || Directory.EnumerateFiles(path).Any())
        {
            yield return new ResultFolder(path, model, revision, null);
        }

        foreach (var experiment in experiments)
        {
            yield return new ResultFolder(Path.Combine(below, experiment), model, revision, experiment);
        }
    }

    private static IEnumerable<string> FoldersIn(string path) => Directory.EnumerateDirectories(path)
        .Select(folder => Path.GetFileName(folder))
        .Where(name => !name.StartsWith('.'))
        .Order(StringComparer.Ordinal);
}
