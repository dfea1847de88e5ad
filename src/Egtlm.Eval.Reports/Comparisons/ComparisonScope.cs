using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Reports.Comparisons;

/// <summary>A task of a comparison.</summary>
/// <param name="Task">With what its benchmark changes; null for one without a task file.</param>
internal sealed record ScopedTask(string Name, TaskDefinition? Task);

/// <summary>A benchmark that means are taken over.</summary>
/// <param name="Tasks">All of its tasks with scores that have a mean.</param>
internal sealed record ScopedBenchmark(string Name, IReadOnlyList<TaskDefinition> Tasks);

/// <summary>What is compared: the tasks, and the benchmarks whose means are taken.</summary>
/// <remarks>One protocol a mean: tasks of two benchmarks never meet in one.</remarks>
internal sealed record ComparisonScope(IReadOnlyList<ScopedTask> Tasks, IReadOnlyList<ScopedBenchmark> Benchmarks)
{
    /// <param name="what">Tasks and benchmarks that are asked for; empty for all that any model has.</param>
    /// <exception cref="EvaluationException">A name is unknown.</exception>
    public static ComparisonScope Of(
        TaskCatalog catalog, IReadOnlyList<ResultSet> sets, IReadOnlyList<string> what)
    {
        if (what.Count > 0)
        {
            var asked = catalog.WithSubTasks(catalog.Resolve(what));
            var named = what.Select(catalog.KnownBenchmark).OfType<Benchmark>();
            return new ComparisonScope(
                [.. asked.Select(task => new ScopedTask(task.Name, task))],
                [.. named.Select(one => Scored(catalog, one)).Where(one => one.Tasks.Count > 0)]);
        }

        var benchmarks = Found(catalog, sets);
        var tasks = new OrderedDictionary<string, ScopedTask>();
        var known = benchmarks.SelectMany(one => one.Tasks).Concat(catalog.Tasks.OrderBy(task => task.Type));
        string[] held = [.. sets.SelectMany(set => set.Documents.Keys).Distinct().Order(StringComparer.Ordinal)];
        foreach (var task in known.Where(task => held.Contains(task.Name)))
        {
            tasks.TryAdd(task.Name, new ScopedTask(task.Name, task));
        }

        foreach (var name in held)
        {
            tasks.TryAdd(name, new ScopedTask(name, null));
        }

        return new ComparisonScope([.. tasks.Values], benchmarks);
    }

    /// <summary>
    /// The benchmark that most of is there, and others that are whole and share no task with those before. None that
    /// gives tasks another main score: which was meant cannot be seen in the files.
    /// </summary>
    private static ScopedBenchmark[] Found(TaskCatalog catalog, IReadOnlyList<ResultSet> sets)
    {
        int Common(ScopedBenchmark one) => one.Tasks.Count(
            task => sets.All(set => set.Documents.ContainsKey(task.Name)));
        var candidates = catalog.Benchmarks
            .Where(one => one.Tasks.All(task => task.MainScore is null))
            .Select(one => Scored(catalog, one))
            .Where(one => Common(one) > 0)
            .OrderByDescending(one => (double)Common(one) / one.Tasks.Count)
            .ThenByDescending(Common);
        var found = new List<ScopedBenchmark>();
        foreach (var one in candidates)
        {
            var taken = found.SelectMany(other => other.Tasks).Select(task => task.Name);
            if (found.Count == 0
                || (Common(one) == one.Tasks.Count && !one.Tasks.Select(task => task.Name).Intersect(taken).Any()))
            {
                found.Add(one);
            }
        }

        return [.. found];
    }

    /// <summary>Without tasks of the generating half: nats, bits and shares have no mean.</summary>
    private static ScopedBenchmark Scored(TaskCatalog catalog, Benchmark benchmark) => new(
        benchmark.Name,
        [.. catalog.Resolve([benchmark.Name]).Where(task => task is not GenerationTask)]);
}
