using System.Text.Json;
using Egtlm.Eval.Leaderboard;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Leaderboard;

public sealed class AggregateGoldenTests
{
    // The tables of the golden are rounded to 12 decimals.
    private const double Tolerance = 1e-12;

    [Fact]
    public void Every_kind_of_case_is_known() =>
        Assert.Equal(["benchmark", "borda", "means"], Cases().Select(Kind).Distinct().Order());

    [Fact]
    public void Helper_scores_equal_mteb()
    {
        foreach (var golden in CasesOf("benchmark"))
        {
            var scores = BenchmarkScores.Of(ColumnsOf(golden), ModelsOf(golden)).ToDictionary(score => score.Model);

            foreach (var expected in golden.GetProperty("get_score").EnumerateObject())
            {
                var found = scores[expected.Name];
                foreach (var (name, value) in Entries(expected.Value))
                {
                    var actual = name switch
                    {
                        "Rank" => found.Rank,
                        "Mean(Task)" => found.Means.MeanTask,
                        "Mean(TaskType)" => found.Means.MeanTaskType,
                        _ => found.Means.Types.GetValueOrDefault(name),
                    };
                    AssertSame(value, actual, $"{golden.GetProperty("name")}: {expected.Name}, {name}");
                }
            }

            Assert.Equal(golden.GetProperty("get_score").EnumerateObject().Count(), scores.Count);
        }
    }

    [Fact]
    public void Task_scores_equal_mteb()
    {
        foreach (var golden in CasesOf("benchmark"))
        {
            foreach (var model in ModelsOf(golden))
            {
                var expected = Entries(golden.GetProperty("task_scores").GetProperty(model.Model)).ToDictionary();
                foreach (var task in golden.GetProperty("tasks").EnumerateArray())
                {
                    var name = task.GetProperty("name").GetString()!;
                    AssertSame(expected.GetValueOrDefault(name), model.TaskScore(name), $"{model.Model}, {name}");
                }
            }
        }
    }

    [Fact]
    public void The_leaderboard_equals_mteb()
    {
        foreach (var golden in CasesOf("benchmark"))
        {
            var rows = LeaderboardTable.Of(ColumnsOf(golden), ModelsOf(golden));

            // mteb shows no row for a model that it does not know.
            var shown = rows.Where(row => !row.Model.StartsWith("nobody/", StringComparison.Ordinal)).ToArray();
            var expected = golden.GetProperty("leaderboard_table").EnumerateArray().ToArray();
            Assert.Equal(expected.Select(row => row.GetProperty("Model").GetString()), shown.Select(row => row.Model));
            for (var i = 0; i < shown.Length; i++)
            {
                AssertRow(golden, expected[i], shown[i]);
            }

            foreach (var row in rows)
            {
                var tasks = Entries(golden.GetProperty("per_task_table").GetProperty(row.Model)).ToDictionary();
                Assert.Equal(tasks.Keys.Order(), row.Tasks.Keys.Order());
                Assert.All(tasks, task => AssertSame(task.Value, row.Tasks[task.Key], $"{row.Model}, {task.Key}"));
            }
        }
    }

    [Fact]
    public void Borda_ranks_equal_mteb()
    {
        foreach (var golden in CasesOf("borda"))
        {
            var scores = golden.GetProperty("scores").EnumerateArray();
            double?[][] models = [.. scores.Select(row => row.EnumerateArray().Select(Value).ToArray())];
            double?[][] tasks =
                [.. Enumerable.Range(0, models[0].Length).Select(task => models.Select(row => row[task]).ToArray())];

            var ranks = Borda.Ranks(models.Length, tasks);

            foreach (var form in (string[])["wide", "long"])
            {
                Assert.Equal(golden.GetProperty(form).EnumerateObject().Select(rank => rank.Value.GetInt32()), ranks);
            }
        }
    }

    [Fact]
    public void Means_equal_mteb()
    {
        foreach (var golden in CasesOf("means"))
        {
            var scores = golden.GetProperty("scores").EnumerateArray();

            var means = BenchmarkMeans.Of([.. scores.Select(item => (item[1].GetString()!, Value(item[0])))]);

            // Equal to the last bit: the order of the sums is part of the case.
            Assert.Equal(Value(golden.GetProperty("mean_task")), means.MeanTask);
            Assert.Equal(Value(golden.GetProperty("mean_task_type")), means.MeanTaskType);
            var types = golden.GetProperty("task_types");
            Assert.All(means.Types, type => Assert.Equal(
                types.ValueKind == JsonValueKind.Null ? null : types.GetProperty(type.Key).GetDouble(), type.Value));
        }
    }

    private static IReadOnlyList<JsonElement> Cases() => SharedFolder.Cases("goldens", "stages", "aggregate.json");

    private static string Kind(JsonElement golden) => golden.GetProperty("kind").GetString()!;

    private static JsonElement[] CasesOf(string kind)
    {
        JsonElement[] cases = [.. Cases().Where(golden => Kind(golden) == kind)];
        Assert.NotEmpty(cases);
        return cases;
    }

    private static BenchmarkColumn[] ColumnsOf(JsonElement golden) =>
    [
        .. golden.GetProperty("tasks").EnumerateArray().Select(task => new BenchmarkColumn(
            task.GetProperty("name").GetString()!,
            task.GetProperty("type").GetString()!,
            "main_score",
            [
                .. Texts(task, "splits").SelectMany(
                    split => Texts(task, "subsets").Select(subset => new TaskPart(split, subset))),
            ])),
    ];

    private static ModelScores[] ModelsOf(JsonElement golden) =>
    [
        .. golden.GetProperty("scores").EnumerateObject().Select(model => ModelScores.Of(
            model.Name, ColumnsOf(golden), [.. model.Value.EnumerateObject().Select(ResultOf)])),
    ];

    private static TaskResult ResultOf(JsonProperty task) => new()
    {
        DatasetRevision = "1",
        TaskName = task.Name,
        Splits =
        [
            .. task.Value.EnumerateObject().Select(split => new SplitResult(
                split.Name,
                [
                    .. split.Value.EnumerateObject().Select(subset => new SubsetResult(
                    [
                        new("main_score", subset.Value.Number()),
                        new("hf_subset", new ScoreValue.Text(subset.Name)),
                        new("languages", new ScoreValue.List([])),
                    ])),
                ])),
        ],
    };

    private static IEnumerable<string> Texts(JsonElement task, string name) =>
        task.GetProperty(name).EnumerateArray().Select(item => item.GetString()!);

    private static IEnumerable<KeyValuePair<string, double?>> Entries(JsonElement map) =>
        map.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, Value(entry.Value)));

    private static double? Value(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.Number();

    private static void AssertRow(JsonElement golden, JsonElement expected, LeaderboardRow row)
    {
        foreach (var column in expected.EnumerateObject().Where(column => column.Name != "Model"))
        {
            var actual = column.Name switch
            {
                "Rank (Borda)" => row.Rank,
                "Mean (Task)" => row.MeanTask,
                "Mean (TaskType)" => row.MeanTaskType,
                _ => row.Types[column.Name],
            };
            AssertSame(Value(column.Value), actual, $"{golden.GetProperty("name")}: {row.Model}, {column.Name}");
        }
    }

    private static void AssertSame(double? expected, double? actual, string what)
    {
        // A NaN of mteb's is a missing score here.
        expected = expected is double.NaN ? null : expected;
        Assert.True(
            expected is null ? actual is null : actual is { } value && Math.Abs(value - expected.Value) <= Tolerance,
            $"{what}: expected {expected}, found {actual}");
    }
}
