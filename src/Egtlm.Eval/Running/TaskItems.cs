using Egtlm.Eval.Results;

namespace Egtlm.Eval.Running;

/// <summary>The item file of a task while its parts are scored.</summary>
internal static class TaskItems
{
    /// <summary>The file to go on with, or an empty one where there is none or one of other data or another model.</summary>
    /// <param name="isOverwriting">A damaged file is replaced.</param>
    /// <exception cref="EvaluationException">A file cannot be read.</exception>
    public static async Task<ItemFile> OpenAsync(
        string path, ItemHeader header, bool isOverwriting, CancellationToken cancellation)
    {
        ItemFile? existing = null;
        try
        {
            existing = await ItemFile.ReadAsync(path, cancellation).ConfigureAwait(false);
        }
        catch (EvaluationException) when (isOverwriting)
        {
            // The user asked for the file to be replaced, whatever it holds.
        }

        return existing?.Header == header ? existing : new ItemFile(header, []);
    }

    /// <summary>The file with the items of a part.</summary>
    /// <exception cref="EvaluationException">Two items have the same id.</exception>
    public static ItemFile With(ItemFile file, TaskPart part, IReadOnlyList<ItemRow> rows)
    {
        var twice = rows.GroupBy(row => row.Item).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null
            ? file.With(part.Split, part.Subset, rows)
            : throw new EvaluationException(
                $"the data of '{file.Header.Task}' ({part.Subset}, {part.Split}) has the id '{twice}' twice",
                "give every row an id of its own, or leave ids out");
    }

    /// <summary>Whether a part that the document holds has no items, so that it must be scored again.</summary>
    public static bool Lacks(ItemFile file, TaskResult? document, IEnumerable<TaskPart> parts)
    {
        var there = file.Rows.Select(row => (row.Split, row.Subset)).ToHashSet();
        return parts.Any(part => document?.Find(part.Split, part.Subset) is not null
            && !there.Contains((part.Split, part.Subset)));
    }
}
