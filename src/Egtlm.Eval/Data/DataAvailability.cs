using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>A subset and split of a task whose data is there.</summary>
public sealed record AvailableData(TaskDefinition Task, string Subset, string Split, DataLocation Location);

/// <summary>A subset and split of a task whose data is not there, and why.</summary>
public sealed record MissingData(TaskDefinition Task, string Subset, string Split, string Reason);

/// <summary>What of some tasks can be evaluated with the data at hand.</summary>
/// <param name="Tasks">Tasks with any data, cut down to subsets that have all the splits that are left.</param>
/// <param name="Found">The parts of <paramref name="Tasks"/>, in the order of evaluation.</param>
/// <param name="LeftOut">Parts of <paramref name="Tasks"/>' files that are not among them.</param>
/// <param name="WithoutData">Names of tasks that have no data at all.</param>
public sealed record DataAvailability(
    IReadOnlyList<TaskDefinition> Tasks,
    IReadOnlyList<AvailableData> Found,
    IReadOnlyList<MissingData> LeftOut,
    IReadOnlyList<string> WithoutData)
{
    /// <summary>Looks for the data of every part of <paramref name="tasks"/>.</summary>
    public static DataAvailability Of(IReadOnlyList<TaskDefinition> tasks, DatasetLocator locator)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(locator);
        var (kept, found, missing, without) =
            (new List<TaskDefinition>(), new List<AvailableData>(), new List<MissingData>(), new List<string>());
        foreach (var task in tasks)
        {
            var (there, absent) = Look(task, locator);
            if (there.Count == 0)
            {
                without.Add(task.Name);
                continue;
            }

            var whole = Rectangle(task, there);
            kept.Add(whole);
            foreach (var part in there)
            {
                if (whole.Splits.Contains(part.Split) && whole.Subsets.Any(subset => subset.Name == part.Subset))
                {
                    found.Add(part);
                }
                else
                {
                    absent.Add(new MissingData(
                        task, part.Subset, part.Split, "not every subset that is there has this split"));
                }
            }

            missing.AddRange(absent);
        }

        return new DataAvailability(kept, found, missing, without);
    }

    private static (List<AvailableData> There, List<MissingData> Absent) Look(
        TaskDefinition task, DatasetLocator locator)
    {
        var (there, absent) = (new List<AvailableData>(), new List<MissingData>());
        var parts = task.Splits.SelectMany(split => task.Subsets.Select(subset => (split, subset.Name)));
        foreach (var (split, subset) in parts)
        {
            if (locator.TryLocate(task, (subset, split), out var location, out var failure))
            {
                there.Add(new AvailableData(task, subset, split, location));
            }
            else
            {
                absent.Add(new MissingData(task, subset, split, failure.Message));
            }
        }

        return (there, absent);
    }

    /// <summary>A result document has every split of every subset: keeps the splits of the subset with most.</summary>
    private static TaskDefinition Rectangle(TaskDefinition task, IReadOnlyList<AvailableData> there)
    {
        var splitsOf = there.GroupBy(part => part.Subset).ToDictionary(
            group => group.Key, group => group.Select(part => part.Split).ToArray());
        var splits = task.Subsets.Where(subset => splitsOf.ContainsKey(subset.Name))
            .Select(subset => splitsOf[subset.Name])
            .MaxBy(names => names.Length);
        return task with
        {
            // Not null: there is at least one part.
            Splits = splits!,
            Subsets =
            [
                .. task.Subsets.Where(subset =>
                    splitsOf.TryGetValue(subset.Name, out var own) && !splits!.Except(own).Any()),
            ],
        };
    }
}
