using Egtlm.Eval.Data.Repositories;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>Looks whether a folder holds a part of a task, as files named after splits or as a dataset
/// repository.</summary>
internal static class FolderLocation
{
    /// <summary>The location with its tables, or null and, when the folder was meant for the task, what is
    /// wrong.</summary>
    /// <param name="isPlain">Whether files named after splits would be those of the subset.</param>
    /// <remarks>
    /// A README.md that names configurations is believed first. Without one, files named after splits count; a folder
    /// without such, or a task whose subsets share a table, is read as a repository.
    /// </remarks>
    public static DataLocation? Find(
        TaskDefinition task, string subset, DataLocation location, bool isPlain, out EvaluationException? complaint)
    {
        var found = FromCard(task, subset, location, out complaint);
        if (found is null && isPlain)
        {
            var wrong = Plain(task, location);
            found = wrong is null ? location : null;
            complaint ??= wrong;
        }

        var isGuess = complaint is null
            ? task.Dataset.SubsetColumn is not null
            : DataFolder.Splits(task.Type, location.Folder).Count == 0;
        found ??= isGuess ? Guess(task, subset, location) : null;
        complaint = found is null ? complaint : null;
        return found;
    }

    private static DataLocation? FromCard(
        TaskDefinition task, string subset, DataLocation location, out EvaluationException? complaint)
    {
        complaint = null;
        try
        {
            return LocalRepository.HasConfigs(location.Folder) ? WithTables(task, subset, location) : null;
        }
        catch (EvaluationException error)
        {
            complaint = error;
            return null;
        }
    }

    /// <summary>A repository whose card names no configurations, or null when this part is not in it.</summary>
    private static DataLocation? Guess(TaskDefinition task, string subset, DataLocation location)
    {
        try
        {
            return WithTables(task, subset, location);
        }
        catch (EvaluationException)
        {
            // The folder was never said to be a repository: what is missing in it is no news.
            return null;
        }
    }

    private static DataLocation WithTables(TaskDefinition task, string subset, DataLocation location) =>
        location with { Tables = LocalRepository.Open(location.Folder).TablesOf(task, subset, location.FileSplit) };

    /// <summary>What a folder lacks whose files are named after splits; null when nothing.</summary>
    private static EvaluationException? Plain(TaskDefinition task, DataLocation location)
    {
        var splits = DataFolder.Splits(task.Type, location.Folder);
        if (!splits.Contains(location.FileSplit))
        {
            var found = splits.Count == 0 ? "none" : string.Join(", ", splits.Select(name => $"'{name}'"));
            return new EvaluationException(
                $"'{location.Folder}' has no split '{location.FileSplit}' for '{task.Name}'; it has {found}",
                splits.Count == 0 ? null : $"to score another split as '{location.Split}': "
                    + $"--data {task.Name}@{location.Split}={location.Folder}#{splits[0]}");
        }

        return DataFolder.MissingFile(task, location) is { } file
            ? new EvaluationException($"'{location.Folder}' has no '{file}', which '{task.Name}' needs")
            : null;
    }
}
