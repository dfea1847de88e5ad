using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>Reads the data that folders hold for tasks and compares it with what the task files say.</summary>
public static class DataValidation
{
    /// <summary>What is wrong: data that cannot be read, and numbers of items other than the known ones.</summary>
    /// <returns>The number of splits and subsets that were read, and the findings.</returns>
    public static async Task<(int Parts, IReadOnlyList<TaskFinding> Findings)> OfAsync(
        TaskCatalog catalog, DatasetLocator locator, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var findings = new List<TaskFinding>();
        var there = DataAvailability.Of([.. catalog.Tasks.Where(task => !task.IsAggregate)], locator);
        foreach (var part in there.Found)
        {
            try
            {
                var data = await TaskDataReader.ReadAsync(part.Task, part.Location, null, cancellation)
                    .ConfigureAwait(false);
                findings.AddRange(Compare(part, data));
            }
            catch (EvaluationException failure)
            {
                findings.Add(new TaskFinding(
                    part.Location.Folder, null, $"{part.Task.Name}: {failure.Message}", failure.Hint));
            }
        }

        return (there.Found.Count, findings);
    }

    private static IEnumerable<TaskFinding> Compare(AvailableData part, TaskData data)
    {
        var known = part.Task.Counts.FirstOrDefault(one => one.Split == part.Split && one.Subset == part.Subset);
        var differences = known is null ? [] : ItemCounts.Compare(known, ItemCounts.Of(data, part.Split, part.Subset));
        return differences.Select(difference => new TaskFinding(
            part.Location.Folder, null, $"{part.Task.Name}: {difference}", "is it another version of the data set?"));
    }
}
