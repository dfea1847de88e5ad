namespace Egtlm.Eval.Results;

/// <summary>
/// Where the results of one model lie: a revision's folder of ours or of mteb 2.x, one of its experiments, or a folder
/// of files as mteb 1.x left it.
/// </summary>
/// <param name="Path">Absolute.</param>
/// <param name="Name">The path below what was searched, <c>org__model/revision</c>; tells folders apart.</param>
public sealed record ResultFolder(string Path, string Name)
{
    internal const string Meta = "model_meta.json";

    internal const string Settings = "run_settings.jsonl";

    internal const string Experiments = "experiments";

    /// <summary>Files of ours beside mteb's: not for the public repository.</summary>
    internal const string Manifest = "run.json";

    /// <summary>The verdict of a gate, and the noise that it allows for.</summary>
    public const string Gate = "gate.json";

    public const string NoiseFloor = "noise_floor.json";

    /// <summary>How names of per-item values end, see <see cref="ItemFile"/>.</summary>
    internal const string ItemsEnd = ".items.jsonl";

    /// <summary>How names of kept distributions end, see <see cref="DistributionFile"/>.</summary>
    public const string DistributionsEnd = ".top64";

    // root/results/org__model/revision/experiments/name is five; a result folder deeper than this is none of a run's.
    private const int DeepestFolder = 8;

    /// <summary>What the public repository does not take.</summary>
    internal static IReadOnlyList<string> Ours { get; } =
        [Manifest, Gate, NoiseFloor, "*" + ItemsEnd, "*" + DistributionsEnd];

    /// <summary>The pattern of <see cref="Ours"/> that a file's name has; the name where it has none.</summary>
    internal static string KindOf(string name) =>
        Ours.FirstOrDefault(one => one[0] == '*' && name.EndsWith(one[1..], StringComparison.Ordinal)) ?? name;

    /// <summary>All result folders at and below <paramref name="root"/>, in ordinal order of their paths.</summary>
    /// <remarks>
    /// A folder is one when it has a <c>model_meta.json</c> or a file that names a task; links to folders and names
    /// that begin with a dot are not followed.
    /// </remarks>
    /// <exception cref="EvaluationException">There is no such folder.</exception>
    public static IReadOnlyList<ResultFolder> Find(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        var path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(root));
        return Directory.Exists(path)
            ? [.. Below(path, depth: 0).Select(one => new ResultFolder(one, NameOf(path, one)))]
            : throw new EvaluationException(
                File.Exists(path) ? $"'{root}' is a file, expected a folder of results" : $"there is no folder '{root}'",
                "give the folder of a run: DIR/org__model/revision");
    }

    /// <summary>The result folder at <paramref name="path"/>, else the only one below it.</summary>
    /// <exception cref="EvaluationException">There is none, or there are several: the message names them.</exception>
    public static ResultFolder Locate(string path)
    {
        var folders = Find(path);
        var own = folders.FirstOrDefault(folder => folder.Name == ".");
        return own ?? folders switch
        {
            [var only] => only,
            [] => throw new EvaluationException(
                $"'{path}' holds no results",
                "expected DIR/org__model/revision/Task.json, as 'run' and mteb 2.x write them, or DIR/Task.json of mteb 1.x"),
            _ => throw new EvaluationException(
                $"'{path}' holds the results of {folders.Count} models: "
                + string.Join(", ", folders.Take(5).Select(one => one.Name)) + (folders.Count > 5 ? ", ..." : ""),
                "give the folder of one revision"),
        };
    }

    /// <summary>Reads the results at <paramref name="path"/>, or the only ones below it.</summary>
    /// <param name="tasks">Known tasks: they give files of mteb 1.10 and older names, main scores and languages.</param>
    /// <exception cref="EvaluationException">As <see cref="Locate"/>; a file that cannot be read is a note.</exception>
    public static Task<ResultSet> LoadAsync(
        string path, IReadOnlyList<Tasks.TaskDefinition> tasks, CancellationToken cancellation) =>
        ResultSetReader.ReadAsync(Locate(path), tasks, cancellation);

    /// <summary>The files of a folder that may be task results, in ordinal order.</summary>
    internal static IEnumerable<string> TaskFiles(string folder) => Directory.EnumerateFiles(folder, "*.json")
        .Where(file => System.IO.Path.GetFileName(file) is not (Meta or Manifest or Gate or NoiseFloor))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Below(string path, int depth)
    {
        if (IsResultFolder(path))
        {
            yield return path;
        }

        if (depth == DeepestFolder)
        {
            yield break;
        }

        // The default leaves out what may not be read and hidden files.
        var folders = new DirectoryInfo(path).EnumerateDirectories("*", new EnumerationOptions())
            .Where(folder => folder.LinkTarget is null && !folder.Name.StartsWith('.'))
            .OrderBy(folder => folder.Name, StringComparer.Ordinal);
        foreach (var folder in folders.SelectMany(folder => Below(folder.FullName, depth + 1)))
        {
            yield return folder;
        }
    }

    private static bool IsResultFolder(string path)
    {
        try
        {
            return File.Exists(System.IO.Path.Combine(path, Meta)) || TaskFiles(path).Any(NamesATask);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether a file says "task_name", or what mteb called it before 1.11; the rest may be damaged.</summary>
    private static bool NamesATask(string file)
    {
        ReadOnlySpan<byte> text = File.ReadAllBytes(file);
        return text.IndexOf("\"task_name\""u8) >= 0 || text.IndexOf("\"mteb_dataset_name\""u8) >= 0;
    }

    private static string NameOf(string root, string folder) => System.IO.Path.GetRelativePath(root, folder);
}
