using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Tasks;

public sealed class TaskCatalogTests : IDisposable
{
    private const string TwoSubsets =
        """[{ "name": "en", "languages": ["eng-Latn"] }, { "name": "zh", "languages": ["cmn-Hans"] }]""";

    private readonly TemporaryFolder _folder = new();

    public TaskCatalogTests()
    {
        _folder.WriteText("tasks/sts/One.json", TaskText.Sts("One"));
        _folder.WriteText("tasks/sts/Two.json", TaskText.Sts("Two", TwoSubsets));
        _folder.WriteText("tasks/own/deep/Three.json", TaskText.Of("retrieval", "Three", "ndcg_at_10"));
        WriteBenchmark("both", """
            "aliases": ["Both (v1)"],
            "tasks": [{ "name": "Two", "splits": ["test"], "subsets": ["zh"], "main_score": "pearson" },
                { "name": "Three" }]
            """);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tasks_are_found_in_any_folder_by_type_and_name() =>
        Assert.Equal(["Three", "One", "Two"], Load().Tasks.Select(task => task.Name));

    [Theory]
    [InlineData("schema/sts.json")]
    [InlineData("gates/release.json")]
    [InlineData("own/data/Three/README.json")]
    [InlineData("own/model/config.json")]
    public void Folders_of_other_things_are_no_tasks(string file)
    {
        _folder.WriteText($"tasks/{file}", "{}");

        Assert.Equal(3, Load().Tasks.Count);
    }

    [Theory]
    [InlineData("One Three One", "One Three")]
    [InlineData("both", "Two Three")]
    [InlineData("Both (v1)", "Two Three")]
    [InlineData("both/retrieval One", "Three One")]
    [InlineData("Both (v1)/sts", "Two")]
    [InlineData("Three both", "Three Two")]
    public void Names_benchmarks_and_parts_are_resolved_in_order_and_once(string names, string expected)
    {
        var asked = names.Replace("Both (v1)", "Both_(v1)", StringComparison.Ordinal).Split(' ')
            .Select(name => name.Replace('_', ' ')).ToArray();

        Assert.Equal(expected.Split(' '), Load().Resolve(asked).Select(task => task.Name));
    }

    [Fact]
    public void A_benchmark_changes_splits_subsets_and_main_score()
    {
        var task = Load().Resolve(["both/sts"])[0];

        Assert.Equal(["test"], task.Splits);
        Assert.Equal(["zh"], task.Subsets.Select(subset => subset.Name));
        Assert.Equal("pearson", task.MainScore);
        Assert.Equal("cosine_spearman", Load().Find("Two").MainScore);
    }

    [Theory]
    [InlineData("one", "there is no task or benchmark 'one'", "did you mean 'One'?")]
    [InlineData("BOTH", "there is no task or benchmark 'BOTH'", "did you mean 'both'?")]
    [InlineData("booth/sts", "there is no task or benchmark 'booth/sts'", "did you mean 'both/sts'?")]
    [InlineData("both/retreival", "benchmark 'both' has no tasks of type 'retreival'", "did you mean 'retrieval'?")]
    [InlineData("both/clustering", "benchmark 'both' has no tasks of type 'clustering'", "it has sts, retrieval")]
    [InlineData("", "there is no task or benchmark ''", null)]
    public void An_unknown_name_is_an_error_with_the_nearest(string name, string message, string? hint)
    {
        var error = Assert.Throws<EvaluationException>(() => Load().Resolve([name]));

        Assert.Equal((message, hint), (error.Message, error.Hint));
    }

    [Fact]
    public void A_task_asked_for_in_two_ways_is_an_error()
    {
        var error = Assert.Throws<EvaluationException>(() => Load().Resolve(["Two", "both"]));

        Assert.StartsWith("task 'Two' is asked for twice, and 'Two' and 'both' differ", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_of_one_name_are_an_error_that_names_both()
    {
        var other = _folder.WriteText("mine/One.json", TaskText.Sts("One"));

        var error = Assert.Throws<EvaluationException>(() =>
            TaskCatalog.Load([_folder.At("tasks"), _folder.At("mine")]));

        Assert.Equal($"{other}: task 'One' is also in '{_folder.At("tasks/sts/One.json")}'", error.Message);
    }

    [Fact]
    public void A_folder_given_twice_is_read_once() =>
        Assert.Equal(3, TaskCatalog.Load([_folder.At("tasks"), _folder.At("tasks/sts/..")]).Tasks.Count);

    [Fact]
    public void A_missing_folder_is_an_error() =>
        Assert.Contains("nowhere", Assert.Throws<EvaluationException>(() => TaskCatalog.Load(["nowhere"])).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("""[{ "name": "Too" }]""", "unknown task 'Too'", "did you mean 'Two'?")]
    [InlineData("""[{ "name": "Two", "splits": ["tset"] }]""", "'Two' has no split 'tset'", "did you mean 'test'?")]
    [InlineData("""[{ "name": "Two", "subsets": ["fr"] }]""", "'Two' has no subset 'fr'", "it has en, zh")]
    [InlineData("""[{ "name": "Two", "main_score": "map" }]""", "'Two' has no metric 'map'", null)]
    [InlineData("""[{ "name": "Two" }, { "name": "Two" }]""", "task 'Two' is there twice", null)]
    [InlineData("[]", "the benchmark has no tasks", null)]
    [InlineData("""[{ "task": "Two" }]""", "unknown property 'task'", null)]
    public void A_benchmark_that_names_what_is_not_there_is_found(string tasks, string message, string? hint)
    {
        WriteBenchmark("other", $"\"tasks\": {tasks}");

        var findings = TaskCatalog.Validate([_folder.At("tasks")]);

        var finding = Assert.Single(findings, found => found.Message == message);
        Assert.Equal(_folder.At("tasks/benchmarks/other.json"), finding.File);
        Assert.Contains(hint ?? "", finding.Hint ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Every_finding_is_reported_at_once()
    {
        _folder.WriteText("tasks/sts/Bad.json", TaskText.Sts("Worse"));
        WriteBenchmark("third", "\"aliases\": [\"both\", \"One\"], \"tasks\": [{ \"name\": \"Two\" }]");

        var findings = TaskCatalog.Validate([_folder.At("tasks")]).Select(finding => finding.ToString());
        var third = _folder.At("tasks/benchmarks/third.json");

        Assert.Equal(
            [
                $"{_folder.At("tasks/sts/Bad.json")}(3): 'name' is 'Worse', but the file is called 'Bad'",
                $"{third}: the name 'both' is also used by '{_folder.At("tasks/benchmarks/both.json")}'",
                $"{third}: the name 'One' is also used by '{_folder.At("tasks/sts/One.json")}'",
            ],
            findings);
    }

    [Theory]
    [InlineData("\"Tree\"", "unknown task 'Tree' in 'sub_tasks'", "did you mean 'Three'?")]
    [InlineData("\"Other\"", "'Other' in 'sub_tasks' must be a task with data of its own", null)]
    [InlineData("\"Three\", \"Three\"", "'sub_tasks' names 'Three' twice", null)]
    [InlineData("\"Mean\"", "a task cannot average itself", null)]
    public void Sub_tasks_that_cannot_be_averaged_are_found(string names, string message, string? hint)
    {
        WriteAggregate("Other", "\"Three\"");
        WriteAggregate("Mean", names);

        var findings = TaskCatalog.Validate([_folder.At("tasks")]);

        var finding = Assert.Single(findings, found => found.Message.StartsWith(message, StringComparison.Ordinal));
        Assert.Equal(_folder.At("tasks/own/Mean.json"), finding.File);
        Assert.Equal(hint, finding.Hint);
    }

    [Fact]
    public void An_aggregate_brings_its_sub_tasks()
    {
        WriteAggregate("Mean", "\"Three\"");
        var catalog = Load();

        var tasks = catalog.WithSubTasks(catalog.Resolve(["One", "Mean"]));

        Assert.Equal(["One", "Three", "Mean"], tasks.Select(task => task.Name));
    }

    private void WriteAggregate(string name, string subTasks) => _folder.WriteText(
        $"tasks/own/{name}.json", TaskText.Of("retrieval", name, "ndcg_at_10", $", \"sub_tasks\": [{subTasks}]"));

    private TaskCatalog Load() => TaskCatalog.Load([_folder.At("tasks")]);

    private void WriteBenchmark(string name, string rest) =>
        _folder.WriteText($"tasks/benchmarks/{name}.json",
            $$"""{ "name": "{{name}}", "description": "x", {{rest}} }""");
}
