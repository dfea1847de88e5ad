using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Tasks;

/// <summary>All tasks and benchmarks of some folders, found by name.</summary>
public sealed class TaskCatalog
{
    private readonly IReadOnlyDictionary<string, TaskDefinition> _byName;

    private TaskCatalog(CatalogScan scan)
    {
        _byName = scan.Tasks;
        Tasks = [.. scan.Tasks.Values.OrderBy(task => task.Type).ThenBy(task => task.Name, StringComparer.Ordinal)];
        Benchmarks = scan.Benchmarks;
        InstructionSets = scan.InstructionSets;
    }

    /// <summary>Every task as its file says, by type, then by name.</summary>
    public IReadOnlyList<TaskDefinition> Tasks { get; }

    /// <summary>Every benchmark, by folder, then by name.</summary>
    public IReadOnlyList<Benchmark> Benchmarks { get; }

    /// <summary>Every instruction set, by folder, then by name.</summary>
    public IReadOnlyList<InstructionSet> InstructionSets { get; }

    /// <summary>Reads the task files of some folders: the built-in one first, then the user's.</summary>
    /// <exception cref="EvaluationException">A folder is missing, a file is invalid or a name is taken
    /// twice.</exception>
    public static TaskCatalog Load(IReadOnlyList<string> directories)
    {
        var scan = new CatalogScan(directories);
        return scan.Findings.Count == 0
            ? new TaskCatalog(scan)
            : throw scan.Findings[0].ToException(scan.Findings.Count - 1);
    }

    /// <summary>Everything that is wrong in some folders; empty when <see cref="Load"/> would succeed.</summary>
    /// <exception cref="EvaluationException">A folder is missing.</exception>
    public static IReadOnlyList<TaskFinding> Validate(IReadOnlyList<string> directories) =>
        new CatalogScan(directories) is var scan ? [.. scan.Findings, .. scan.SetFindings] : [];

    /// <summary>The task with this exact name, as its file says.</summary>
    /// <exception cref="EvaluationException">There is none; the hint names the nearest.</exception>
    public TaskDefinition Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(name, out var task)
            ? task
            : throw new EvaluationException($"there is no task '{name}'", NearestName.Hint(name, _byName.Keys));
    }

    /// <summary>The benchmark with this exact name or alias; null where there is none.</summary>
    public Benchmark? KnownBenchmark(string name) =>
        Benchmarks.FirstOrDefault(benchmark => benchmark.Name == name || benchmark.Aliases.Contains(name));

    /// <summary>As <see cref="KnownBenchmark"/>, which must be there.</summary>
    /// <exception cref="EvaluationException">There is none; the hint names the nearest.</exception>
    public Benchmark FindBenchmark(string name)
    {
        string[] names = [.. Benchmarks.SelectMany(one => one.Aliases.Prepend(one.Name))];
        return KnownBenchmark(name) ?? throw new EvaluationException(
            $"there is no benchmark '{name}'",
            NearestName.Hint(name, names) ?? $"known: {string.Join(", ", Benchmarks.Select(one => one.Name))}");
    }

    /// <summary>An instruction set by its name, or by the path of a file.</summary>
    /// <exception cref="EvaluationException">There is none, or the file names an unknown task.</exception>
    public InstructionSet FindInstructionSet(string nameOrPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrPath);
        if (InstructionSets.FirstOrDefault(set => set.Name == nameOrPath) is { } known)
        {
            return known;
        }

        string[] names = [.. InstructionSets.Select(set => set.Name)];
        if (!File.Exists(nameOrPath))
        {
            throw new EvaluationException(
                $"there is no instruction set '{nameOrPath}'",
                NearestName.Hint(nameOrPath, names)
                    ?? $"known: none, task, {string.Join(", ", names)}, or the path of a file");
        }

        var findings = new List<TaskFinding>();
        var set = InstructionSetFile.TryRead(nameOrPath, _byName, findings);
        return set is not null && findings.Count == 0 ? set : throw findings[0].ToException(findings.Count - 1);
    }

    /// <summary>The tasks that <paramref name="names"/> stand for, in that order, each once.</summary>
    /// <param name="names">Tasks, benchmarks or their aliases, and parts such as <c>cmteb/sts</c>.</param>
    /// <returns>Tasks with their benchmark's splits, subsets and main score.</returns>
    /// <exception cref="EvaluationException">A name is unknown, or a task is asked for in two ways.</exception>
    public IReadOnlyList<TaskDefinition> Resolve(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var resolved = new List<TaskDefinition>();
        var askedAs = new Dictionary<string, (string Name, TaskDefinition Task)>();
        foreach (var name in names)
        {
            foreach (var task in Expand(name))
            {
                if (askedAs.TryAdd(task.Name, (name, task)))
                {
                    resolved.Add(task);
                }
                else if (!IsSameScope(askedAs[task.Name].Task, task))
                {
                    throw Conflict(task, askedAs[task.Name].Name, name);
                }
            }
        }

        return resolved;
    }

    /// <summary>Adds the tasks that aggregates average: each once, before the first aggregate that needs it.</summary>
    /// <param name="tasks">As resolved; a sub-task among them keeps its splits and subsets but may move.</param>
    public IReadOnlyList<TaskDefinition> WithSubTasks(IReadOnlyList<TaskDefinition> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var asked = tasks.ToDictionary(task => task.Name);
        var ordered = new OrderedDictionary<string, TaskDefinition>();
        foreach (var task in tasks)
        {
            var parts = task.SubTasks.Select(name => asked.GetValueOrDefault(name) ?? Find(name));
            foreach (var one in parts.Append(task))
            {
                ordered.TryAdd(one.Name, one);
            }
        }

        return [.. ordered.Values];
    }

    /// <summary>
    /// Names of the generation tasks in benchmarks of both halves, such as <c>sample</c>: a model that only embeds does
    /// without them, and a mean over embedding tasks does not count them.
    /// </summary>
    /// <param name="names">As for <see cref="Resolve"/>; a task that is itself among them is no companion.</param>
    public IReadOnlySet<string> Companions(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var companions = names.Select(KnownBenchmark).OfType<Benchmark>().Select(TasksOf)
            .Where(tasks => tasks.Any(task => task is not GenerationTask))
            .SelectMany(tasks => tasks.Where(task => task is GenerationTask))
            .Select(task => task.Name);
        return companions.Except(names).ToHashSet();
    }

    /// <summary>A line for every benchmark that <paramref name="names"/> call by an alias: which one it is.</summary>
    /// <returns>Such as <c>cmteb is mteb-cmn-v1 (31 tasks); ...</c>; empty when there is nothing to say.</returns>
    public IReadOnlyList<string> AliasNotes(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var whole = names.Select(name => KnownBenchmark(name) is null && name.LastIndexOf('/') is var slash && slash > 0
            ? name[..slash]
            : name);
        return [.. whole.Distinct().Select(name => KnownBenchmark(name)?.NoteFor(name)).OfType<string>()];
    }

    private TaskDefinition[] Expand(string name)
    {
        if (_byName.TryGetValue(name, out var task))
        {
            return [task];
        }

        if (KnownBenchmark(name) is { } benchmark)
        {
            return TasksOf(benchmark);
        }

        var slash = name.LastIndexOf('/');
        if (slash > 0 && KnownBenchmark(name[..slash]) is { } whole)
        {
            return PartOf(whole, name[(slash + 1)..]);
        }

        string[] known =
        [
            .. _byName.Keys,
            .. Benchmarks.SelectMany(one => one.Aliases.Prepend(one.Name)),
            .. Benchmarks.SelectMany(one => TaskTypes.Names.Select(type => $"{one.Name}/{type}")),
        ];
        throw new EvaluationException($"there is no task or benchmark '{name}'", NearestName.Hint(name, known));
    }

    private TaskDefinition[] PartOf(Benchmark benchmark, string typeName)
    {
        var tasks = TasksOf(benchmark);
        string[] types = [.. tasks.SelectMany(PartsOf).Distinct()];
        TaskDefinition[] part = [.. tasks.Where(task => PartsOf(task).Contains(typeName))];
        return part.Length > 0
            ? part
            : throw new EvaluationException(
                $"benchmark '{benchmark.Name}' has no tasks of type '{typeName}'",
                NearestName.Hint(typeName, types) ?? $"it has {string.Join(", ", types)}");
    }

    /// <summary>Names of the parts of a benchmark that a task is in: its type, and of a generation task its check.</summary>
    private static string[] PartsOf(TaskDefinition task) => task is GenerationTask generation
        ? [TaskTypes.NameOf(task.Type), GenerationTask.NameOf(generation.Check)]
        : [TaskTypes.NameOf(task.Type)];

    private TaskDefinition[] TasksOf(Benchmark benchmark) =>
        [.. benchmark.Tasks.Select(entry => entry.Apply(_byName[entry.Name]))];

    private static bool IsSameScope(TaskDefinition a, TaskDefinition b) =>
        a.MainScore == b.MainScore && a.Splits.SequenceEqual(b.Splits) && a.Subsets.SequenceEqual(b.Subsets);

    private static EvaluationException Conflict(TaskDefinition task, string first, string second) => new(
        $"task '{task.Name}' is asked for twice, and '{first}' and '{second}' differ in its splits, subsets or metric",
        "run them one after the other, each with its own --output");
}
