using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>One <c>--data</c>: a folder of data folders, or the folder of one task.</summary>
/// <param name="Text">As given, for messages.</param>
/// <param name="Task">The task that is meant; null for a folder of data folders.</param>
/// <param name="Subset">The subset that is meant; null for every one.</param>
/// <param name="Split">The split that is meant; null for every one.</param>
/// <param name="Folder">Full path.</param>
/// <param name="FileSplit">The split of the folder that is read instead; null for the split of the same name.</param>
internal sealed record DataOption(
    string Text, string? Task, string? Subset, string? Split, string Folder, string? FileSplit)
{
    public const string Form = "--data DIR or --data TASK[/SUBSET][@SPLIT]=DIR[#SPLIT OF DIR]";

    /// <summary>How much the option says; the most specific one wins.</summary>
    public int Specificity => (Subset is null ? 0 : 2) + (Split is null ? 0 : 1);

    /// <summary>Reads an option and checks its names and its folder.</summary>
    /// <exception cref="EvaluationException">A name is unknown, or the folder is not there.</exception>
    public static DataOption Parse(string text, TaskCatalog catalog)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || Directory.Exists(text))
        {
            return new DataOption(text, null, null, null, Existing(text, text), null);
        }

        var (target, split) = Cut(text[..equals], '@');
        var (name, subset) = Cut(target, '/');
        var task = catalog.Find(name);
        RequireKnown(text, "subset", subset, [.. task.Subsets.Select(known => known.Name)]);
        RequireKnown(text, "split", split, task.Splits);
        var folder = text[(equals + 1)..];
        var (path, fileSplit) = Directory.Exists(folder) ? (folder, null) : CutLast(folder, '#');
        if (fileSplit is not null && split is null && task.Splits.Count > 1)
        {
            throw new EvaluationException(
                $"--data '{text}' gives one split of data to the {task.Splits.Count} splits of '{name}'",
                $"say for which: --data {target}@{task.Splits[0]}={folder}");
        }

        return new DataOption(text, name, subset, split, Existing(path, text), fileSplit);
    }

    /// <summary>Whether the option says where this part of a task lies.</summary>
    public bool Matches(string task, string subset, string split) =>
        Task == task && (Subset ?? subset) == subset && (Split ?? split) == split;

    private static void RequireKnown(string text, string kind, string? name, IReadOnlyList<string> known)
    {
        if (name is not null && !known.Contains(name))
        {
            throw new EvaluationException(
                $"--data '{text}' names the {kind} '{name}', which the task does not have",
                NearestName.Hint(name, known) ?? $"it has {string.Join(", ", known.Take(10))}");
        }
    }

    private static string Existing(string folder, string text) => Directory.Exists(folder)
        ? Path.GetFullPath(folder)
        : throw new EvaluationException(
            $"--data{(folder == text ? "" : $" '{text}'")}: there is no folder '{folder}'", Form);

    private static (string Before, string? After) Cut(string text, char separator) =>
        Cut(text, text.IndexOf(separator, StringComparison.Ordinal));

    private static (string Before, string? After) CutLast(string text, char separator) =>
        Cut(text, text.LastIndexOf(separator));

    private static (string Before, string? After) Cut(string text, int at) =>
        at >= 0 ? (text[..at], text[(at + 1)..]) : (text, null);
}
