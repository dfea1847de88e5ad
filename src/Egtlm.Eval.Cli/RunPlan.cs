using System.Security.Cryptography;
using Egtlm.Eval.Data;
using Egtlm.Eval.Running;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>The tasks of a run with their data, found before any model is opened.</summary>
/// <param name="Tasks">In the order of the run.</param>
/// <param name="LeftOut">Lines that say what <c>available</c> did not find; empty for named tasks.</param>
/// <param name="Data">Where the data of the tasks comes from; aggregates have none.</param>
internal sealed record RunPlan(
    IReadOnlyList<PlannedTask> Tasks, IReadOnlyList<string> LeftOut, IReadOnlyList<PlannedData> Data)
{
    /// <summary>The word that stands for every task, subset and split with data in folders of the user's.</summary>
    public const string Available = "available";

    /// <summary>Resolves names, subsets and data; a task whose data is nowhere stays and fails when its turn comes.</summary>
    /// <exception cref="EvaluationException">A name is unknown, or no task has data.</exception>
    public static async Task<RunPlan> MakeAsync(
        TaskCatalog catalog, RunRequest request, DataAccess access, CancellationToken cancellation)
    {
        var (definitions, leftOut) = request.What.Contains(Available)
            ? OfAvailable(catalog, request, access.Locator)
            : (Named(catalog, request), []);
        var data = await access.FindAsync(
            [.. definitions.Where(task => !task.IsAggregate && !DriftPlan.IsDrift(task))], cancellation);
        if (!request.IsDryRun
            && data is [{ Failure: { } failure } first, ..] && data.All(one => one.Failure is not null))
        {
            throw new EvaluationException($"{first.Task.Name}: {failure.Message}", failure.Hint, failure);
        }

        var byName = data.ToDictionary(one => one.Task.Name);
        var tasks = new List<PlannedTask>();
        foreach (var task in definitions)
        {
            tasks.Add(DriftPlan.IsDrift(task)
                ? await DriftPlan.MakeAsync(task, request.DriftFrom, HashOf(task), cancellation)
                : Planned(task, definitions, byName.GetValueOrDefault(task.Name)));
        }

        return new RunPlan(tasks, leftOut, data);
    }

    /// <summary>The plan for a model that does not generate.</summary>
    /// <param name="companions">Generation tasks that it does without.</param>
    public RunPlan Without(IReadOnlySet<string> companions, string model)
    {
        PlannedTask[] kept = [.. Tasks.Where(task => !companions.Contains(task.Definition.Name))];
        var names = Tasks.Except(kept).Select(task => task.Definition.Name).ToArray();
        return names.Length == 0 ? this : new RunPlan(
            kept,
            [.. LeftOut, $"{string.Join(", ", names)}: the model '{model}' does not generate"],
            [.. Data.Where(data => !companions.Contains(data.Task.Name))]);
    }

    private static TaskDefinition[] Named(TaskCatalog catalog, RunRequest request)
    {
        var named = catalog.WithSubTasks(catalog.Resolve(request.What));
        var isMissing = request.DriftFrom is not null && !named.Any(DriftPlan.IsDrift);
        return
        [
            .. named.Concat(isMissing ? catalog.Resolve([DriftPlan.TaskName]) : [])
                .Select(task => WithSubsets(task, request.Subsets, isStrict: true)!), // not null: it is strict
        ];
    }

    private static (IReadOnlyList<TaskDefinition> Tasks, IReadOnlyList<string> LeftOut) OfAvailable(
        TaskCatalog catalog, RunRequest request, DatasetLocator locator)
    {
        if (request.What.Count > 1)
        {
            throw new EvaluationException(
                $"'{Available}' stands for every task and cannot be joined by other names", $"egtlm-eval run {Available} --data DIR");
        }

        TaskDefinition[] wanted =
        [
            .. catalog.Tasks.Where(task => !task.IsAggregate && !BringsItsData(task))
                .Select(task => WithSubsets(task, request.Subsets, isStrict: false))
                .OfType<TaskDefinition>(),
        ];
        var there = DataAvailability.Of(wanted, locator);
        if (there.Tasks.Count == 0)
        {
            throw new EvaluationException(
                "no known task has data there", "egtlm-eval tasks list names the tasks; a folder DIR/TASK or DIR/TASK-SUBSET holds one");
        }

        var missing = there.LeftOut.GroupBy(part => (part.Task.Name, part.Split)).Select(group =>
            $"{group.Key.Name} ({group.Key.Split}): {Named(group.Select(part => part.Subset))}");
        string[] leftOut =
        [
            .. missing,
            .. there.WithoutData.Count == 0 ? Array.Empty<string>() : [$"without data: {string.Join(", ", there.WithoutData)}"],
        ];
        return (there.Tasks, leftOut);
    }

    /// <summary>A sample task always has data; 'available' asks what the user's folders hold.</summary>
    private static bool BringsItsData(TaskDefinition task) =>
        Directory.Exists(Path.Combine(Path.GetDirectoryName(task.SourceFile) ?? "", TaskFiles.DataFolder));

    private static string Named(IEnumerable<string> subsets)
    {
        string[] names = [.. subsets];
        var more = names.Length > 6 ? $" and {names.Length - 6} more" : "";
        return $"no data for {string.Join(", ", names.Take(6))}{more}";
    }

    /// <summary>The task with the subsets that were asked for, or null when it has none of them.</summary>
    private static TaskDefinition? WithSubsets(TaskDefinition task, IReadOnlyList<string> names, bool isStrict)
    {
        if (names.Count == 0)
        {
            return task;
        }

        TaskSubset[] chosen = [.. task.Subsets.Where(subset => names.Contains(subset.Name))];
        if (chosen.Length > 0)
        {
            return task with { Subsets = chosen };
        }

        return isStrict
            ? throw new EvaluationException(
                $"'{task.Name}' has none of the subsets {string.Join(", ", names.Select(name => $"'{name}'"))}",
                $"it has {string.Join(", ", task.Subsets.Take(20).Select(subset => subset.Name))}")
            : null;
    }

    private static PlannedTask Planned(
        TaskDefinition task, IReadOnlyList<TaskDefinition> all, PlannedData? data)
    {
        var hash = HashOf(task);
        return data is null
            ? PlannedTask.Aggregate(task, [.. task.SubTasks.Select(name => all.First(part => part.Name == name))], hash)
            : new PlannedTask(task, data.ReadAsync, hash, data.Folders) { DataRead = () => data.Record };
    }

    private static string HashOf(TaskDefinition task) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(task.SourceFile)));
}
