using Egtlm.Eval.Data;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Tests.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Data;

public sealed class DatasetLocatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DatasetLocatorTests()
    {
        _folder.WriteText("tasks/One.json", TaskText.Sts("One"));
        _folder.WriteText("tasks/Two.json", TaskText.Sts(
            "Two", """[{ "name": "en", "languages": ["eng-Latn"] }, { "name": "zh", "languages": ["cmn-Hans"] }]"""));
        _folder.WriteText("tasks/Cls.json", TaskText.Of("classification", "Cls", "accuracy"));
        _folder.WriteText("tasks/Find.json", TaskText.Of("retrieval", "Find", "ndcg_at_10"));
        Directory.CreateDirectory(_folder.At("data"));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("One", "default", "data/One")]
    [InlineData("One", "default", "data/One-default")]
    [InlineData("One", "default", "data/One/default")]
    [InlineData("Two", "en", "data/Two-en")]
    [InlineData("Two", "en", "data/Two/en")]
    [InlineData("Two", "en", "tasks/data/Two-en")]
    [InlineData("One", "default", "tasks/data/One")]
    public void A_folder_is_found_by_its_name(string task, string subset, string folder)
    {
        _folder.Write($"{folder}/test.jsonl", "{}");

        Assert.Equal(new DataLocation(_folder.At(folder), "test"), Locate(task, subset, "test", _folder.At("data")));
    }

    [Fact]
    public void Subsets_lie_side_by_side_and_the_users_data_comes_first()
    {
        _folder.Write("data/Two-en/test.jsonl", "{}");
        _folder.Write("data/Two-zh/test.jsonl", "{}");
        _folder.Write("tasks/data/Two-zh/test.jsonl", "{}");

        Assert.Equal(_folder.At("data/Two-en"), Locate("Two", "en", "test", _folder.At("data")).Folder);
        Assert.Equal(_folder.At("data/Two-zh"), Locate("Two", "zh", "test", _folder.At("data")).Folder);
    }

    [Fact]
    public void A_folder_of_the_task_counts_for_the_subset_that_its_readme_names()
    {
        _folder.Write("data/Two/test.jsonl", "{}");
        _folder.Write("data/Two/README.json", """{ "hf_subset": "zh" }""");

        Assert.Equal(_folder.At("data/Two"), Locate("Two", "zh", "test", _folder.At("data")).Folder);
        Assert.Throws<EvaluationException>(() => Locate("Two", "en", "test", _folder.At("data")));
    }

    [Theory]
    [InlineData("Two/en={0}", "else", "test")]
    [InlineData("Two/en@test={0}", "else", "test")]
    [InlineData("Two/en@test={0}#dev", "else", "dev")]
    public void An_option_says_where_a_part_lies(string option, string folder, string fileSplit)
    {
        _folder.Write("else/test.jsonl", "{}");
        _folder.Write("else/dev.jsonl", "{}");
        _folder.Write("data/Two-en/test.jsonl", "{}");

        var location = Locate("Two", "en", "test", _folder.At("data"), Option(option, "else"));

        Assert.Equal(new DataLocation(_folder.At(folder), "test", fileSplit), location);
    }

    [Fact]
    public void The_most_specific_option_wins()
    {
        _folder.Write("a/test.jsonl", "{}");
        _folder.Write("b/test.jsonl", "{}");
        _folder.Write("a/validation.jsonl", "{}");

        string[] data = [Option("One={0}", "a"), Option("One@test={0}", "b")];

        Assert.Equal(_folder.At("b"), Locate("One", "default", "test", data).Folder);
        Assert.Equal(_folder.At("a"), Locate("One", "default", "validation", data).Folder);
    }

    [Fact]
    public void Another_split_is_never_taken_unasked()
    {
        _folder.Write("else/dev.jsonl", "{}");

        var error = Assert.Throws<EvaluationException>(() =>
            Locate("Cls", "default", "test", Option("Cls={0}", "else")));

        Assert.Equal($"'{_folder.At("else")}' has no split 'test' for 'Cls'; it has 'dev'", error.Message);
        Assert.Equal($"to score another split as 'test': --data Cls@test={_folder.At("else")}#dev", error.Hint);
    }

    [Fact]
    public void What_belongs_to_a_split_must_be_there()
    {
        _folder.Write("data/Cls/test.jsonl", "{}");
        _folder.Write("data/Find/qrels/test.tsv", "x");

        Assert.EndsWith("has no 'train.jsonl', which 'Cls' needs", Message("Cls"), StringComparison.Ordinal);
        Assert.EndsWith("has no 'corpus.jsonl', which 'Find' needs", Message("Find"), StringComparison.Ordinal);

        string Message(string task) =>
            Assert.Throws<EvaluationException>(() => Locate(task, "default", "test", _folder.At("data"))).Message;
    }

    [Fact]
    public void A_subset_without_data_is_named_with_where_it_was_looked_for()
    {
        var error = Assert.Throws<EvaluationException>(() => Locate("Two", "zh", "test", _folder.At("data")));

        Assert.Equal($"there is no data for subset 'zh' of 'Two': looked in {_folder.At("data")}", error.Message);
        Assert.Equal("expected a folder 'Two-zh' there, or pass --data Two/zh=DIR", error.Hint);
    }

    [Fact]
    public void An_option_for_a_task_of_several_subsets_must_say_which()
    {
        _folder.Write("else/test.jsonl", "{}");

        var error = Assert.Throws<EvaluationException>(() => Locate("Two", "en", "test", Option("Two={0}", "else")));

        Assert.Equal($"say which subset it holds: --data Two/en={_folder.At("else")}", error.Hint);
    }

    [Theory]
    [InlineData("Too={0}", "there is no task 'Too'")]
    [InlineData("Two/fr={0}", "names the subset 'fr'")]
    [InlineData("Two@dev={0}", "names the split 'dev'")]
    [InlineData("Two={0}/no", "there is no folder")]
    [InlineData("/no/where", "there is no folder '/no/where'")]
    [InlineData("One={0}#test", "gives one split of data to the 2 splits of 'One'")]
    [InlineData("", "there is no folder ''")]
    public void An_option_that_cannot_be_is_refused(string option, string message)
    {
        var error = Assert.Throws<EvaluationException>(() => Locate("One", "default", "test", Option(option, "data")));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_options_for_the_same_data_are_refused()
    {
        string[] data = [Option("One={0}", "data"), Option("One={0}", "tasks")];

        var error = Assert.Throws<EvaluationException>(() => Locate("One", "default", "test", data));

        Assert.StartsWith("--data says twice where 'One' lies", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_available_is_found_and_the_rest_is_named()
    {
        _folder.Write("data/One/test.jsonl", "{}");
        _folder.Write("data/Two-en/test.jsonl", "{}");
        _folder.Write("data/Two-en/validation.jsonl", "{}");
        _folder.Write("data/Two-zh/test.jsonl", "{}");
        var catalog = TaskCatalog.Load([_folder.At("tasks")]);

        var available = DataAvailability.Of(catalog.Tasks, DatasetLocator.Create(catalog, [_folder.At("data")]));

        Assert.Equal(["One", "Two"], available.Tasks.Select(task => task.Name));
        Assert.Equal(["test"], available.Tasks[0].Splits);
        Assert.Equal(["en"], available.Tasks[1].Subsets.Select(subset => subset.Name));
        Assert.Equal(
            ["One default test", "Two en validation", "Two en test"],
            available.Found.Select(part => $"{part.Task.Name} {part.Subset} {part.Split}"));
        Assert.Equal(
            ["One default validation", "Two zh validation", "Two zh test"],
            available.LeftOut.Select(part => $"{part.Task.Name} {part.Subset} {part.Split}"));
        Assert.Equal(["Find", "Cls"], available.WithoutData);
    }

    private string Option(string format, string folder) =>
        format.Replace("{0}", _folder.At(folder), StringComparison.Ordinal);

    private DataLocation Locate(string task, string subset, string split, params string[] data)
    {
        var catalog = TaskCatalog.Load([_folder.At("tasks")]);
        return DatasetLocator.Create(catalog, data).Locate(catalog.Find(task), subset, split);
    }
}
