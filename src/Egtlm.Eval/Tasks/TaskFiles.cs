namespace Egtlm.Eval.Tasks;

/// <summary>Where task files lie.</summary>
public static class TaskFiles
{
    /// <summary>Folder of benchmark files directly under a tasks folder.</summary>
    public const string BenchmarkFolder = "benchmarks";

    /// <summary>Folder of instruction sets directly under a tasks folder.</summary>
    public const string InstructionFolder = "instructions";

    /// <summary>Folder of a task's own data, beside the task file.</summary>
    public const string DataFolder = "data";

    /// <summary>Folder of what <see cref="TaskTemplate"/> copies, directly under the built-in tasks.</summary>
    public const string TemplateFolder = "templates";

    // Folders directly under a tasks folder that hold other kinds of files.
    private static readonly string[] OtherKinds =
        [BenchmarkFolder, InstructionFolder, TemplateFolder, "schema", "gates"];

    // Folders at any depth that lie beside task files and hold what the tasks use.
    private static readonly string[] Belongings = [DataFolder, "model"];

    /// <summary>The tasks that come with the program.</summary>
    /// <exception cref="EvaluationException">The installation lacks them.</exception>
    public static string BuiltInDirectory()
    {
        var directory = Path.Combine(AppContext.BaseDirectory, "tasks");
        return Directory.Exists(directory)
            ? directory
            : throw new EvaluationException($"the program's own tasks are missing: there is no folder '{directory}'");
    }

    /// <summary>Task files under <paramref name="directory"/>, in ordinal order of their paths.</summary>
    internal static IReadOnlyList<string> TasksIn(string directory) => Sorted(directory, SearchOption.AllDirectories)
        .Where(file => IsTask(Path.GetRelativePath(directory, file)))
        .ToArray();

    /// <summary>Benchmark files under <paramref name="directory"/>, in ordinal order of their paths.</summary>
    internal static IReadOnlyList<string> BenchmarksIn(string directory) => FilesIn(directory, BenchmarkFolder);

    /// <summary>Instruction sets under <paramref name="directory"/>, in ordinal order of their paths.</summary>
    internal static IReadOnlyList<string> InstructionSetsIn(string directory) => FilesIn(directory, InstructionFolder);

    private static string[] FilesIn(string directory, string name)
    {
        var folder = Path.Combine(directory, name);
        return Directory.Exists(folder) ? [.. Sorted(folder, SearchOption.TopDirectoryOnly)] : [];
    }

    private static IOrderedEnumerable<string> Sorted(string directory, SearchOption depth) =>
        Directory.EnumerateFiles(directory, "*.json", depth).Order(StringComparer.Ordinal);

    private static bool IsTask(string relativePath)
    {
        var folders = relativePath.Split(Path.DirectorySeparatorChar)[..^1];
        return !OtherKinds.Contains(folders.FirstOrDefault()) && !folders.Any(Belongings.Contains);
    }
}
