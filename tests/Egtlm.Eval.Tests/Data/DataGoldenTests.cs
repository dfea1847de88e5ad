using System.Text.Json;
using Egtlm.Eval.Data;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Tests.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Data;

public sealed class DataGoldenTests
{
    [Fact]
    public async Task Every_data_folder_is_read_whole()
    {
        var folders = Directory.EnumerateDirectories(SharedFolder.Path("data"))
            .Where(folder => File.Exists(Path.Combine(folder, "README.json")))
            .Order()
            .ToArray();

        Assert.NotEmpty(folders);
        foreach (var folder in folders)
        {
            using var readme = JsonDocument.Parse(await File.ReadAllBytesAsync(
                Path.Combine(folder, "README.json"), TestContext.Current.CancellationToken));
            var expected = Counts(readme.RootElement.GetProperty("counts"));
            string[] splits =
            [
                .. readme.RootElement.GetProperty("splits").EnumerateArray().Select(split => split.GetString()!),
            ];
            Assert.Equal(expected, await ReadCountsAsync(folder, TaskOf(folder, readme.RootElement), splits));
        }
    }

    [Fact]
    public void The_data_folder_is_what_can_be_run()
    {
        var data = SharedFolder.Path("data");
        var locator = DatasetLocator.Create(BuiltInTasks.Catalog, [data]);
        var expected = Directory.EnumerateDirectories(data)
            .Where(folder => File.Exists(Path.Combine(folder, "README.json")))
            .Select(folder => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "README.json"))).RootElement)
            .Where(readme => readme.GetProperty("match").GetString() == "exact")
            .Select(readme =>
                (Task: readme.GetProperty("task").GetString()!, Subset: readme.GetProperty("hf_subset").GetString()!))
            .Where(item => BuiltInTasks.Catalog.Tasks.Any(task => task.Name == item.Task))
            .Order();

        var available = DataAvailability.Of(BuiltInTasks.Catalog.Tasks, locator);

        var found = available.Found.Where(part => part.Location.Folder.StartsWith(data, StringComparison.Ordinal))
            .Select(part => (Task: part.Task.Name, part.Subset));
        Assert.Equal(expected, found.Distinct().Order());
    }

    /// <summary>The task that the folder was scored as; a folder that nobody scored, a task of its type.</summary>
    private static TaskDefinition TaskOf(string folder, JsonElement readme)
    {
        var golden = SharedFolder.Path("goldens", "mteb", "hash", Path.GetFileName(folder) + ".json");
        var name = File.Exists(golden) ? TaskGoldenTests.Read(golden).RootElement.GetProperty("task_name").GetString()
            : null;
        var type = Enum.Parse<TaskType>(readme.GetProperty("type").GetString()!, ignoreCase: true);
        var tasks = BuiltInTasks.Catalog.Tasks;
        return tasks.FirstOrDefault(task => task.Name == name) ?? tasks.First(task => task.Type == type);
    }

    private static async Task<SortedDictionary<string, int>> ReadCountsAsync(
        string folder, TaskDefinition task, string[] splits)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var split in splits)
        {
            var data = await TaskDataReader.ReadAsync(
                task, new DataLocation(folder, split), Assert.Fail, TestContext.Current.CancellationToken);
            switch (data)
            {
                case RetrievalData { TopRanked: { } candidates } reranking:
                    counts.Add("queries", reranking.Queries.Count);
                    counts.Add("candidates", candidates.Values.Sum(ids => ids.Count));
                    Assert.Equal(counts["candidates"], reranking.Corpus.Count);
                    break;
                case RetrievalData retrieval:
                    counts.Add("corpus", retrieval.Corpus.Count);
                    counts.Add("queries", retrieval.Queries.Count);
                    counts.Add("qrels", retrieval.Qrels.Values.Sum(grades => grades.Count));
                    break;
                default:
                    counts.Add(split, Rows(data));
                    break;
            }
        }

        return counts;
    }

    private static int Rows(TaskData data) => data switch
    {
        StsData sts => sts.Scores.Count,
        PairClassificationData pairs => pairs.Labels.Count,
        ClassificationData classification => classification.TestTexts.Count,
        FastClusteringData clustering => clustering.Texts.Count,
        LegacyClusteringData clustering => clustering.Sets.Count,
        _ => throw new InvalidOperationException($"unexpected {data.GetType().Name}"),
    };

    private static SortedDictionary<string, int> Counts(JsonElement counts) => new(
        counts.EnumerateObject().ToDictionary(count => count.Name, count => count.Value.GetInt32()),
        StringComparer.Ordinal);
}
