namespace Egtlm.Eval.Tasks;

/// <summary>Whether benchmarks name tasks, splits, subsets and metrics that there are.</summary>
internal static class BenchmarkChecks
{
    /// <summary>What is wrong with <paramref name="benchmark"/>, given all tasks by name.</summary>
    public static IEnumerable<TaskFinding> Check(Benchmark benchmark, IReadOnlyDictionary<string, TaskDefinition> tasks)
    {
        if (benchmark.Tasks.Count == 0)
        {
            yield return At(benchmark, "the benchmark has no tasks");
        }

        foreach (var twice in benchmark.Tasks.GroupBy(entry => entry.Name).Where(group => group.Count() > 1))
        {
            yield return At(benchmark, $"task '{twice.Key}' is there twice");
        }

        foreach (var entry in benchmark.Tasks)
        {
            var findings = tasks.TryGetValue(entry.Name, out var task)
                ? Check(benchmark, entry, task)
                : [At(benchmark, $"unknown task '{entry.Name}'", NearestName.Hint(entry.Name, tasks.Keys))];
            foreach (var finding in findings)
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<TaskFinding> Check(Benchmark benchmark, BenchmarkTask entry, TaskDefinition task)
    {
        string[] subsets = [.. task.Subsets.Select(subset => subset.Name)];
        var lists = new[] { ("split", entry.Splits, task.Splits), ("subset", entry.Subsets, subsets) };
        foreach (var (kind, asked, known) in lists)
        {
            if (asked is { Count: 0 })
            {
                yield return At(benchmark, $"'{task.Name}' has an empty list of {kind}s");
            }

            foreach (var name in (asked ?? []).Except(known))
            {
                yield return At(benchmark, $"'{task.Name}' has no {kind} '{name}'",
                    NearestName.Hint(name, known) ?? $"it has {string.Join(", ", known)}");
            }
        }

        var metrics = MainScores.Of(task);
        if (entry.MainScore is { } metric && !metrics.Contains(metric))
        {
            yield return At(benchmark, $"'{task.Name}' has no metric '{metric}'", NearestName.Hint(metric, metrics));
        }
    }

    private static TaskFinding At(Benchmark benchmark, string message, string? hint = null) =>
        new(benchmark.SourceFile, null, message, hint);
}
