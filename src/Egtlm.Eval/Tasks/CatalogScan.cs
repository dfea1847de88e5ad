using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Tasks;

/// <summary>Reads every task and benchmark file of some folders and collects what is wrong.</summary>
internal sealed class CatalogScan
{
    private readonly Dictionary<string, TaskDefinition> _tasks = [];
    private readonly List<Benchmark> _benchmarks = [];
    private readonly List<TaskFinding> _findings = [];
    private readonly List<InstructionSet> _instructionSets = [];
    private readonly List<TaskFinding> _setFindings = [];

    /// <summary>Reads the folders in order; a folder that is named twice is read once.</summary>
    /// <exception cref="EvaluationException">A folder does not exist.</exception>
    public CatalogScan(IReadOnlyList<string> directories)
    {
        string[] folders = [.. directories.Select(Path.GetFullPath).Distinct()];
        foreach (var folder in folders)
        {
            if (!Directory.Exists(folder))
            {
                throw new EvaluationException($"there is no folder '{folder}' to read tasks from");
            }

            foreach (var file in TaskFiles.TasksIn(folder))
            {
                AddTask(file);
            }
        }

        foreach (var file in folders.SelectMany(TaskFiles.BenchmarksIn))
        {
            AddBenchmark(file);
        }

        foreach (var file in folders.SelectMany(TaskFiles.InstructionSetsIn))
        {
            AddInstructionSet(file);
        }

        CheckSubTasks();
        CheckNames();
    }

    public IReadOnlyDictionary<string, TaskDefinition> Tasks => _tasks;

    public IReadOnlyList<Benchmark> Benchmarks => _benchmarks;

    public IReadOnlyList<InstructionSet> InstructionSets => _instructionSets;

    /// <summary>What is wrong with tasks and benchmarks: nothing can be run.</summary>
    public IReadOnlyList<TaskFinding> Findings => _findings;

    /// <summary>What is wrong with instruction sets: a run without them is not kept from going on.</summary>
    public IReadOnlyList<TaskFinding> SetFindings => _setFindings;

    private void AddTask(string file)
    {
        if (TaskFile.TryRead(file, _findings) is { } task && !_tasks.TryAdd(task.Name, task))
        {
            _findings.Add(new TaskFinding(file, null, $"task '{task.Name}' is also in '{_tasks[task.Name].SourceFile}'",
                "give one of them another name"));
        }
    }

    private void AddBenchmark(string file)
    {
        if (TaskFile.TryReadBenchmark(file, _findings) is { } benchmark)
        {
            _benchmarks.Add(benchmark);
            _findings.AddRange(BenchmarkChecks.Check(benchmark, _tasks));
        }
    }

    private void AddInstructionSet(string file)
    {
        if (InstructionSetFile.TryRead(file, _tasks, _setFindings) is not { } set)
        {
            return;
        }

        if (_instructionSets.Any(known => known.Name == set.Name))
        {
            _setFindings.Add(new TaskFinding(file, null, $"there are two instruction sets '{set.Name}'"));
            return;
        }

        _instructionSets.Add(set);
    }

    /// <summary>An aggregate averages tasks that have data of their own and its splits.</summary>
    private void CheckSubTasks()
    {
        foreach (var (aggregate, name) in _tasks.Values.SelectMany(task => task.SubTasks.Select(name => (task, name))))
        {
            if (!_tasks.TryGetValue(name, out var part))
            {
                _findings.Add(new TaskFinding(
                    aggregate.SourceFile, null, $"unknown task '{name}' in 'sub_tasks'",
                    NearestName.Hint(name, _tasks.Keys)));
            }
            else if (part.IsAggregate || aggregate.Splits.Except(part.Splits).Any())
            {
                _findings.Add(new TaskFinding(
                    aggregate.SourceFile, null, $"'{name}' in 'sub_tasks' must be a task with data of its own and have "
                    + $"the splits {string.Join(", ", aggregate.Splits)}"));
            }
        }
    }

    /// <summary>A name on the command line must mean one thing.</summary>
    private void CheckNames()
    {
        var owners = _tasks.Values.ToDictionary(task => task.Name, task => task.SourceFile);
        foreach (var benchmark in _benchmarks)
        {
            foreach (var name in benchmark.Aliases.Prepend(benchmark.Name))
            {
                if (!owners.TryAdd(name, benchmark.SourceFile))
                {
                    _findings.Add(new TaskFinding(
                        benchmark.SourceFile, null, $"the name '{name}' is also used by '{owners[name]}'"));
                }
            }
        }
    }
}
