using Egtlm.Eval.Data;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;
using Egtlm.Eval.Search;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Tests.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.EndToEnd;

/// <summary>Whole runs of <c>baseline/hash</c> over real data sets against the documents that mteb wrote for them.</summary>
public sealed class HashGoldenTests
{
    private const string NoShared = "(no shared folder)";

    /// <summary>One case per golden file; its name is the data folder's.</summary>
    public static TheoryData<string> Names()
    {
        var root = Environment.GetEnvironmentVariable(SharedFolder.Variable);
        return string.IsNullOrEmpty(root)
            ? [NoShared]
            : [.. Directory.GetFiles(Path.Combine(root, "goldens", "mteb", "hash"), "*.json")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Order(StringComparer.Ordinal)];
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_run_gives_every_metric_that_mteb_gives(string name)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var golden = TaskResultDocument.Read(
            await File.ReadAllBytesAsync(SharedFolder.Path("goldens", "mteb", "hash", name + ".json"), cancellation));
        var known = BuiltInTasks.Catalog.Tasks.FirstOrDefault(task => task.Name == golden.TaskName);
        if (known is null)
        {
            Assert.Skip($"there is no task file for '{golden.TaskName}'");
        }

        using var folder = new TemporaryFolder();
        var encoder = new HashEncoder();
        var store = new ResultStore(folder.Path, encoder.Identity);

        var summary = await EvaluationRun.RunAsync(
            [Plan(golden, known, SharedFolder.Path("data", name))],
            encoder,
            new ExactSearch(),
            store,
            new RunOptions(),
            events: null,
            cancellation);

        Assert.Null(summary.Outcomes[0].Cause);
        var result = await store.ReadAsync(golden.TaskName, cancellation);
        Compare(golden, result);
    }

    /// <summary>The task with the splits and subsets of the golden, read from a data folder as it is.</summary>
    private static PlannedTask Plan(TaskResult golden, TaskDefinition known, string folder)
    {
        string[] subsets = [.. golden.Splits[0].Subsets.Select(subset => subset.Subset)];
        var task = known with
        {
            Splits = [.. golden.Splits.Select(split => split.Name)],
            Subsets = [.. known.Subsets.Where(subset => subsets.Contains(subset.Name))],
        };
        return new PlannedTask(task, (part, cancellation) =>
        {
            // Two reranking sets were scored as another task, whose split has another name.
            var splits = DataFolder.Splits(task.Type, folder);
            var fileSplit = splits.Contains(part.Split) ? part.Split : Assert.Single(splits);
            var location = new DataLocation(folder, part.Split, fileSplit);
            return TaskDataReader.ReadAsync(task, location, warn: null, cancellation);
        });
    }

    private static void Compare(TaskResult golden, TaskResult? result)
    {
        Assert.NotNull(result);
        Assert.Equal(golden.DatasetRevision, result.DatasetRevision);
        Assert.Equal(golden.MtebVersion, result.MtebVersion);
        Assert.Equal(golden.Splits.Select(split => split.Name), result.Splits.Select(split => split.Name));
        foreach (var split in golden.Splits)
        {
            foreach (var subset in split.Subsets)
            {
                var actual = result.Find(split.Name, subset.Subset);
                Assert.NotNull(actual);
                ScoreComparison.Near(subset.Values, actual.Values, $"{split.Name}/{subset.Subset}");
            }
        }
    }
}
