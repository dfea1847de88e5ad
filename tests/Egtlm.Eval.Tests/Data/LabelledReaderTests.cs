using Egtlm.Eval.Data;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Tests.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Data;

public sealed class LabelledReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sts_reads_two_sentences_and_a_score()
    {
        _folder.Write("test.jsonl",
            """{"sentence1":"a","sentence2":"b","score":2}""", """{"score":4.5,"sentence2":"","sentence1":"😀"}""");

        var data = await ReadAsync<StsData>("sts", "pearson", ", \"min_score\": 0, \"max_score\": 5");

        Assert.Equal(["a", "😀"], data.Sentences1);
        Assert.Equal(["b", ""], data.Sentences2);
        Assert.Equal([2, 4.5], data.Scores);
    }

    [Fact]
    public async Task Columns_of_the_task_file_are_read()
    {
        _folder.Write("test.jsonl", """{"s1":"a","s2":"b","gold":1,"score":"x"}""");

        var data = await ReadAsync<StsData>("sts", "pearson",
            """
            , "min_score": 0, "max_score": 5,
            "columns": { "sentence1": "s1", "sentence2": "s2", "label": "gold" }
            """);

        Assert.Equal([1], data.Scores);
    }

    [Theory]
    [InlineData("sent1", "sent2")]
    [InlineData("sentence1", "sentence2")]
    public async Task Pairs_have_the_columns_of_the_data_set_or_those_of_mteb(string first, string second)
    {
        _folder.Write("test.jsonl", $$"""{"{{first}}":"a","{{second}}":"b","labels":1}""");

        var data = await ReadAsync<PairClassificationData>("pair_classification", "max_ap",
            """, "columns": { "sentence1": "sent1", "sentence2": "sent2", "label": "labels" }""");

        Assert.Equal("a", Assert.Single(data.Sentences1));
        Assert.Equal("b", Assert.Single(data.Sentences2));
    }

    [Theory]
    [InlineData("""{"sentence1":["a","b"],"sentence2":["c","d"],"labels":[1,0]}""")]
    [InlineData("""
        {"sentence1":"a","sentence2":"c","labels":1}
        {"sentence1":"b","sentence2":"d","labels":0}
        """)]
    public async Task Pairs_are_one_a_line_or_one_line_of_lists(string text)
    {
        _folder.WriteText("test.jsonl", text);

        var data = await ReadAsync<PairClassificationData>("pair_classification", "max_ap");

        Assert.Equal(["a", "b"], data.Sentences1);
        Assert.Equal(["c", "d"], data.Sentences2);
        Assert.Equal([1, 0], data.Labels);
    }

    [Theory]
    [InlineData("""{"sentence1":["a"],"sentence2":["c","d"],"labels":[1,0]}""", ":1: found lists of 1, 2 and 2")]
    [InlineData("""
        {"sentence1":["a"],"sentence2":["c"],"labels":[1]}
        {"sentence1":["a"],"sentence2":["c"],"labels":[1]}
        """, ":2: found a second row")]
    [InlineData("""{"sentence1":"a","sentence2":"c","labels":"1"}""",
        "found the string \"1\" in column 'labels', expected an integer")]
    public async Task Pairs_of_another_form_are_refused(string text, string message)
    {
        _folder.WriteText("test.jsonl", text);

        var error = await Assert.ThrowsAsync<EvaluationException>(
            () => ReadAsync<PairClassificationData>("pair_classification", "max_ap"));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classification_reads_training_and_test_rows_in_file_order()
    {
        _folder.Write("train.jsonl", """{"text":"a","label":"好"}""", """{"text":"b","label":"bad","label_text":"x"}""");
        _folder.Write("test.jsonl", """{"text":"c","label":"bad"}""");

        var data = await ReadAsync<ClassificationData>("classification", "accuracy");

        Assert.Equal(["a", "b"], data.TrainTexts);
        Assert.Equal([new Label("好"), new Label("bad")], data.TrainLabels);
        Assert.Equal(["c"], data.TestTexts);
        Assert.Equal([new Label("bad")], data.TestLabels);
    }

    [Theory]
    [InlineData("{\"text\":\"a\",\"label\":\"1\"}", "{\"text\":\"a\",\"label\":1}",
        "expected either integers or strings in both")]
    [InlineData("{\"text\":\"a\",\"label\":1}\n{\"text\":\"a\",\"label\":\"x\"}", "{}",
        "train.jsonl:2: found the label 'x' after '1'")]
    [InlineData("{\"text\":\"a\",\"label\":1}", "", "test.jsonl' has no rows")]
    public async Task Labels_must_be_of_one_kind(string train, string test, string message)
    {
        _folder.WriteText("train.jsonl", train);
        _folder.WriteText("test.jsonl", test);

        var error = await Assert.ThrowsAsync<EvaluationException>(
            () => ReadAsync<ClassificationData>("classification", "accuracy"));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Legacy_clustering_reads_one_set_a_line()
    {
        _folder.Write("test.jsonl",
            """{"sentences":["a","b"],"labels":[1,2]}""", """{"sentences":["c"],"labels":["x"]}""");

        var data = await ReadAsync<LegacyClusteringData>("clustering", "v_measure", ", \"protocol\": \"legacy\"");

        Assert.Equal(["a", "b"], data.Sets[0].Texts);
        Assert.Equal([new Label("x")], data.Sets[1].Labels);
    }

    [Fact]
    public async Task Fast_clustering_reads_flat_rows_levels_and_sets()
    {
        _folder.Write("test.jsonl",
            """{"sentences":"a","labels":1}""",
            """{"sentences":"b","labels":["math","algebra"]}""",
            """{"sentences":["c","d"],"labels":[3,4]}""");

        var data = await ReadAsync<FastClusteringData>("clustering", "v_measure", ", \"protocol\": \"fast\"");

        Assert.Equal(["a", "b", "c", "d"], data.Texts);
        Assert.Equal(["1", "math/algebra", "3", "4"], data.LabelPaths.Select(path => string.Join('/', path)));
    }

    [Theory]
    [InlineData("legacy", """{"sentences":"a","labels":1}""",
        "found the string \"a\" in column 'sentences', expected a list")]
    [InlineData("legacy", """{"sentences":["a"],"labels":[1,2]}""", "found 1 texts and 2 labels")]
    [InlineData("fast", """{"sentences":["a"],"labels":[1,2]}""", "found 1 texts and 2 labels")]
    [InlineData("fast", """{"sentences":"a","labels":[]}""", "found an empty list in column 'labels'")]
    public async Task Sets_of_another_form_are_refused(string protocol, string row, string message)
    {
        _folder.Write("test.jsonl", row);

        var error = await Assert.ThrowsAsync<EvaluationException>(
            () => ReadAsync<TaskData>("clustering", "v_measure", $", \"protocol\": \"{protocol}\""));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private async Task<T> ReadAsync<T>(string type, string mainScore, string more = "")
        where T : TaskData
    {
        var task = TaskFile.Read(_folder.WriteText("task/T.json", TaskText.Of(type, "T", mainScore, more)));
        var location = new DataLocation(_folder.Path, "test");
        var data = await TaskDataReader.ReadAsync(task, location, Assert.Fail, TestContext.Current.CancellationToken);
        return Assert.IsAssignableFrom<T>(data);
    }
}
