using System.Diagnostics.CodeAnalysis;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>Finds the folder with the data of a task, subset and split.</summary>
/// <remarks>
/// In this order: <c>--data TASK=DIR</c>, the most specific first; every <c>--data DIR</c>, as DIR/TASK-SUBSET, then
/// DIR/TASK; <c>data</c> beside the task file, likewise. DIR/TASK counts for the task's only subset, else as
/// DIR/TASK/SUBSET or when its README.json names the subset. No other split is ever taken unasked.
/// </remarks>
public sealed class DatasetLocator
{
    private readonly TaskCatalog _catalog;
    private readonly IReadOnlyList<DataOption> _overrides;
    private readonly IReadOnlyList<string> _roots;

    private DatasetLocator(TaskCatalog catalog, IReadOnlyList<DataOption> options)
    {
        _catalog = catalog;
        _overrides =
        [
            .. options.Where(option => option.Task is not null).OrderByDescending(option => option.Specificity),
        ];
        _roots = [.. options.Where(option => option.Task is null).Select(option => option.Folder).Distinct()];
    }

    /// <summary>Reads the values of <c>--data</c>: <c>DIR</c> or <c>TASK[/SUBSET][@SPLIT]=DIR[#DIRSPLIT]</c>.</summary>
    /// <exception cref="EvaluationException">A name is unknown, a folder is missing, or two values
    /// conflict.</exception>
    public static DatasetLocator Create(TaskCatalog catalog, IReadOnlyList<string> data)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        DataOption[] options = [.. data.Select(text => DataOption.Parse(text, catalog))];
        var twice = options.Where(option => option.Task is not null)
            .GroupBy(option => (option.Task, option.Subset, option.Split))
            .FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new DatasetLocator(catalog, options)
            : throw new EvaluationException(
                $"--data says twice where '{twice.Key.Task}' lies: "
                + string.Join(" and ", twice.Select(option => $"'{option.Text}'")));
    }

    /// <summary>Where the data lies; its files are there, their content is not looked at.</summary>
    /// <exception cref="EvaluationException">There is no data; the message says where it was looked for.</exception>
    public DataLocation Locate(TaskDefinition task, string subset, string split)
    {
        ArgumentNullException.ThrowIfNull(task);
        return TryLocate(task, (subset, split), out var location, out var failure) ? location : throw failure;
    }

    /// <summary>Says where the data lies, or why it was not found.</summary>
    internal bool TryLocate(
        TaskDefinition task,
        (string Subset, string Split) part,
        [NotNullWhen(true)] out DataLocation? location,
        [NotNullWhen(false)] out EvaluationException? failure)
    {
        (location, failure) = Search(task, part);
        failure = location is null ? failure ?? NothingFound(task, part.Subset, OptionFor(task, part)) : null;
        return location is not null;
    }

    /// <summary>Where the data lies, or what is wrong with a folder that is the task's; both null without one.</summary>
    internal (DataLocation? Location, EvaluationException? Complaint) Search(
        TaskDefinition task, (string Subset, string Split) part)
    {
        var (subset, split) = part;
        var option = OptionFor(task, part);
        var folders = option is null
            ? Roots(task).SelectMany(root => InRoot(task, subset, root))
            : WithSubset(task, subset, option.Folder, isOwn: option.Subset is not null);
        EvaluationException? failure = null;
        foreach (var (folder, isPlain) in folders)
        {
            var place = new DataLocation(folder, split, option?.FileSplit ?? split);
            if (FolderLocation.Find(task, subset, place, isPlain, out var complaint) is { } location)
            {
                return (location, null);
            }

            failure ??= complaint;
        }

        // Who names a folder for a task does not mean another place.
        return (null, failure ?? (option is null ? null : NothingFound(task, subset, option)));
    }

    private DataOption? OptionFor(TaskDefinition task, (string Subset, string Split) part) =>
        _overrides.FirstOrDefault(candidate => candidate.Matches(task.Name, part.Subset, part.Split));

    private string[] Roots(TaskDefinition task)
    {
        var beside = Path.Combine(Path.GetDirectoryName(task.SourceFile) ?? "", TaskFiles.DataFolder);
        return task.SourceFile.Length > 0 && Directory.Exists(beside) ? [.. _roots, beside] : [.. _roots];
    }

    /// <summary>Folders, and whether files named after splits would be those of the subset.</summary>
    private IEnumerable<(string Folder, bool IsPlain)> InRoot(TaskDefinition task, string subset, string root) =>
        WithSubset(task, subset, Path.Combine(root, $"{task.Name}-{subset}"), isOwn: true)
            .Concat(WithSubset(task, subset, Path.Combine(root, task.Name), isOwn: false));

    /// <summary>The folders at or under one that may hold the subset.</summary>
    /// <param name="isOwn">Whether the folder is said to be the subset's.</param>
    private IEnumerable<(string Folder, bool IsPlain)> WithSubset(
        TaskDefinition task, string subset, string folder, bool isOwn)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        if (isOwn)
        {
            return [(folder, true)];
        }

        var inner = Path.Combine(folder, subset);
        return Directory.Exists(inner)
            ? [(inner, true), (folder, false)]
            : [(folder, IsOnlySubset(task) || DataFolder.SubsetOf(folder) == subset)];
    }

    /// <summary>Asks the task file: a benchmark may have left one subset of many.</summary>
    private bool IsOnlySubset(TaskDefinition task) =>
        (_catalog.Tasks.FirstOrDefault(known => known.Name == task.Name) ?? task).Subsets.Count == 1;

    private EvaluationException NothingFound(TaskDefinition task, string subset, DataOption? option)
    {
        string[] looked = option is null ? Roots(task) : [option.Folder];
        var where = looked.Length == 0 ? "no --data was given" : $"looked in {string.Join(", ", looked)}";
        var hint = option is null
            ? $"expected a folder '{task.Name}-{subset}' there, or pass --data {task.Name}/{subset}=DIR"
            : $"say which subset it holds: --data {task.Name}/{subset}={option.Folder}";
        return new EvaluationException($"there is no data for subset '{subset}' of '{task.Name}': {where}", hint);
    }
}
