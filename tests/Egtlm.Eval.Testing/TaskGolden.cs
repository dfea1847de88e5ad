using Egtlm.Eval.Data;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;
using Egtlm.Eval.Search;
using Egtlm.Eval.Tasks;
using Xunit;

namespace Egtlm.Eval.Testing;

/// <summary>A result document that mteb wrote for one data folder, and the task to score again.</summary>
/// <param name="Document">As mteb wrote it.</param>
/// <param name="Task">With the splits and subsets of the document.</param>
public sealed record TaskGolden(TaskResult Document, TaskDefinition Task, string DataFolder)
{
    /// <summary>Asks for the cases that take minutes with a model.</summary>
    public const string LongVariable = "EGTLM_EVAL_LONG";

    private const string NoShared = "(no shared folder)";

    // STSBenchmark and XQuAD have just under 500 KB.
    private const long MostQuickBytes = 512 * 1024;

    /// <summary>One name per golden of an encoder, which is also the name of the data folder.</summary>
    public static TheoryData<string> Names(string encoder)
    {
        return SharedFolder.Root is not { } root
            ? [NoShared]
            : [.. Directory.GetFiles(Path.Combine(root, "goldens", "mteb", encoder), "*.json")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Order(StringComparer.Ordinal)];
    }

    /// <summary>Reads a golden; skips the running test where its task has no task file.</summary>
    public static TaskGolden Read(string encoder, string name)
    {
        var document = TaskResultDocument.Read(
            File.ReadAllBytes(SharedFolder.Path("goldens", "mteb", encoder, name + ".json")));
        var known = BuiltInTasks.Catalog.Tasks.FirstOrDefault(task => task.Name == document.TaskName);
        Assert.SkipWhen(known is null, $"there is no task file for '{document.TaskName}'");
        string[] subsets = [.. document.Splits[0].Subsets.Select(subset => subset.Subset)];
        var task = known! with // not null: the test was skipped
        {
            Splits = [.. document.Splits.Select(split => split.Name)],
            Subsets = [.. known.Subsets.Where(subset => subsets.Contains(subset.Name))],
        };
        return new TaskGolden(document, task, SharedFolder.Path("data", name));
    }

    /// <summary>Skips the running test for large data, unless long tests were asked for.</summary>
    public void SkipIfLong()
    {
        var bytes = new DirectoryInfo(DataFolder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        Assert.SkipWhen(
            bytes > MostQuickBytes && Environment.GetEnvironmentVariable(LongVariable) != "1",
            $"takes minutes: set {LongVariable}=1");
    }

    /// <summary>Scores the task and reads back what was written.</summary>
    public async Task<TaskResult> RunAsync(IEncoder encoder, IVectorSearch search, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var store = new ResultStore(folder.Path, encoder.Identity);
        var summary = await EvaluationRun.RunAsync(
            [new PlannedTask(Task, ReadAsync)], encoder, search, store, new RunOptions(), events: null, cancellation);
        Assert.Null(summary.Outcomes[0].Cause);
        return await store.ReadAsync(Task.Name, cancellation) ?? throw new InvalidOperationException("nothing was written");
    }

    private Task<TaskData> ReadAsync(TaskPart part, CancellationToken cancellation)
    {
        // Two reranking sets were scored as another task, whose split has another name.
        var splits = Data.DataFolder.Splits(Task.Type, DataFolder);
        var fileSplit = splits.Contains(part.Split) ? part.Split : Assert.Single(splits);
        return TaskDataReader.ReadAsync(Task, new DataLocation(DataFolder, part.Split, fileSplit), warn: null, cancellation);
    }
}
