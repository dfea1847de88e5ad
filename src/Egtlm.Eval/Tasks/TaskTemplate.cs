using System.Text;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Tasks;

/// <summary>A task of one's own to start from: a commented task file and a few lines of data that run as they
/// are.</summary>
/// <remarks>The templates lie in <c>tasks/templates/TYPE</c>; <c>NAME</c> stands for the task in names and
/// texts.</remarks>
public static class TaskTemplate
{
    private const string Placeholder = "NAME";

    /// <summary>Copies the template of a type, under the name of the new task.</summary>
    /// <param name="templates">Folder of all templates.</param>
    /// <param name="directory">Folder for the task file and, below it, <c>data/NAME</c>; made if need be.</param>
    /// <returns>The files, the task file first.</returns>
    /// <exception cref="EvaluationException">The name cannot be one, or a file is there already.</exception>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        string templates, TaskType type, string name, string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        TaskChecks.RequireName(name);
        var template = Path.Combine(templates, TaskTypes.NameOf(type));
        (string From, string To)[] files =
        [
            .. Directory.EnumerateFiles(template, "*", SearchOption.AllDirectories)
                .Select(file => (file, Path.Combine(directory, Renamed(Path.GetRelativePath(template, file), name))))
                .OrderBy(file => file.Item2.Count(letter => letter == Path.DirectorySeparatorChar))
                .ThenBy(file => file.Item2, StringComparer.Ordinal),
        ];
        if (files.FirstOrDefault(file => File.Exists(file.To)).To is { } taken)
        {
            throw new EvaluationException(
                $"'{taken}' is there already", "give another name or --dir, or move the file away");
        }

        foreach (var (from, to) in files)
        {
            var text = await File.ReadAllTextAsync(from).ConfigureAwait(false);
            await AtomicFile.WriteAsync(to, Encoding.UTF8.GetBytes(Renamed(text, name))).ConfigureAwait(false);
        }

        return [.. files.Select(file => file.To)];
    }

    private static string Renamed(string text, string name) =>
        text.Replace(Placeholder, name, StringComparison.Ordinal);
}
