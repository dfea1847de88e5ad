using Egtlm.Eval.Data;
using Egtlm.Eval.Data.Repositories;
using Egtlm.Eval.Data.Tables;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Tests.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Data.Repositories;

public sealed class RepositoryDataTests : IDisposable
{
    private const string RetrievalCard = """
        ---
        configs:
        - config_name: corpus
          data_files:
          - {split: corpus, path: corpus/corpus-*}
        - config_name: default
          data_files:
          - {split: dev, path: qrels/dev.jsonl}
          - {split: test, path: qrels/test.jsonl}
        - config_name: queries
          data_files:
          - {split: queries, path: queries.jsonl.gz}
        ---
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_retrieval_set_is_three_configurations()
    {
        _folder.WriteText("README.md", RetrievalCard);
        await WriteAsync("corpus/corpus-00000-of-00002.parquet",
            ParquetFixtureColumn.Of("_id", 1L, 2), ParquetFixtureColumn.Of("title", "t", null),
            ParquetFixtureColumn.Of("text", "one", " two "));
        await WriteAsync("corpus/corpus-00001-of-00002.parquet",
            ParquetFixtureColumn.Of("_id", 3L), ParquetFixtureColumn.Of("title", ""),
            ParquetFixtureColumn.Of("text", "three"));
        _folder.Write("queries.jsonl",
            """{"_id":"q2","text":"b"}""", """{"_id":"q0","text":"-"}""", """{"_id":"q1","text":"a"}""");
        Compress("queries.jsonl");
        _folder.Write("qrels/dev.jsonl", """{"query-id":"q1","corpus-id":"1","score":1}""");
        _folder.Write("qrels/test.jsonl",
            """{"query-id":"q1","corpus-id":3,"score":2.0}""", """{"query-id":"q2","corpus-id":"1","score":0}""");

        var data = await ReadAsync<RetrievalData>("retrieval", "ndcg_at_10", "default", "test");

        Assert.Equal([new("1", "t", "one"), new("2", "", " two "), new("3", "", "three")], data.Corpus);
        Assert.Equal([new("q2", "b"), new("q1", "a")], data.Queries);
        Assert.Equal(2, data.Qrels["q1"]["3"]);
        Assert.Null(data.TopRanked);
        Assert.Equal(
            [
                "corpus/corpus-00000-of-00002.parquet", "corpus/corpus-00001-of-00002.parquet", "qrels/test.jsonl",
                "queries.jsonl.gz",
            ],
            TablesOf("retrieval", "ndcg_at_10", "default", "test").Files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_reranking_set_of_a_subset_has_candidates_and_may_have_instructions()
    {
        _folder.WriteText("README.md", Card("zh-corpus zh-queries zh-qrels zh-top_ranked zh-instruction en-corpus"));
        await WriteAsync("zh-corpus/test.parquet",
            ParquetFixtureColumn.Of("id", "d1", "d2"), ParquetFixtureColumn.Of("text", "x", "y"));
        await WriteAsync("zh-queries/test.parquet",
            ParquetFixtureColumn.Of("id", "q"), ParquetFixtureColumn.Of("text", "?"));
        await WriteAsync("zh-qrels/test.parquet",
            ParquetFixtureColumn.Of("query-id", "q", "q"), ParquetFixtureColumn.Of("corpus-id", "d1", "d2"),
            ParquetFixtureColumn.Of("score", 0L, 1));
        await WriteAsync("zh-top_ranked/test.parquet",
            ParquetFixtureColumn.Of("query-id", "q"), ParquetFixtureColumn.Lists("corpus-ids", ["d2", "d1", "d2"]));
        await WriteAsync("zh-instruction/test.parquet",
            ParquetFixtureColumn.Of("query-id", "q"), ParquetFixtureColumn.Of("instruction", "be good"));
        var warnings = new List<string>();

        var data = await ReadAsync<RetrievalData>("reranking", "map_at_1000", "zh", "test", warnings.Add);

        Assert.Equal(["d2", "d1"], data.TopRanked!["q"]);
        Assert.Equal(new RetrievalQuery("q", "?", "be good"), Assert.Single(data.Queries));
        Assert.Contains("more than once", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal(
            "dataset '" + _folder.Path + "' has no configuration 'en-top_ranked', which 'T' needs",
            Assert.Throws<EvaluationException>(() => TablesOf("reranking", "map_at_1000", "en", "test")).Message);
    }

    [Fact]
    public async Task Older_reranking_rows_are_lists()
    {
        await WriteAsync("data/test-00000-of-00001.parquet",
            ParquetFixtureColumn.Of("query", "a", "b"), ParquetFixtureColumn.Lists("positive", ["x"], []),
            ParquetFixtureColumn.Lists("negative", ["y", "z"], ["w"]));

        var data = await ReadAsync<RetrievalData>("reranking", "map_at_1000", "default", "test");

        Assert.Equal("a", Assert.Single(data.Queries).Text);
        Assert.Equal(["x", "y", "z"], data.Corpus.Select(document => document.Text));
        Assert.Equal(["apositive_test_query0_00000", "negative_test_query0_00000", "negative_test_query0_00001"],
            data.TopRanked!["test_query0"]);
    }

    [Fact]
    public async Task A_pair_set_may_be_one_row_of_lists()
    {
        await WriteAsync("data/test-00000-of-00001.parquet",
            ParquetFixtureColumn.Lists("sentence1", ["a", "b"]), ParquetFixtureColumn.Lists("sentence2", ["c", "d"]),
            ParquetFixtureColumn.ListsOf("labels", [1L, 0]));

        var data = await ReadAsync<PairClassificationData>("pair_classification", "max_ap", "default", "test");

        Assert.Equal((2, 1, "d"), (data.Labels.Count, data.Labels[0], data.Sentences2[1]));
    }

    [Fact]
    public async Task Subsets_in_one_table_are_told_by_a_column()
    {
        _folder.Write("train.jsonl",
            """{"text":"a","label":"x","lang":"en"}""", """{"text":"b","label":"y","lang":"zh-CN"}""");
        _folder.Write("test.jsonl",
            """{"text":"1","label":"x","lang":"zh-CN"}""", """{"text":"2","label":"y","lang":"en"}""",
            """{"text":"3","label":"z","lang":"zh-CN"}""");
        Compress("train.jsonl");
        Compress("test.jsonl");

        var data = await ReadAsync<ClassificationData>("classification", "accuracy", "zh-CN", "test");

        Assert.Equal(["b"], data.TrainTexts);
        Assert.Equal(["1", "3"], data.TestTexts);
        Assert.Equal([new Label("x"), new Label("z")], data.TestLabels);
    }

    [Fact]
    public async Task Subsets_are_folders_that_the_card_names()
    {
        _folder.WriteText("README.md", Card("en zh"));
        await WriteAsync("zh/test.parquet",
            ParquetFixtureColumn.Of("sentence1", "a"), ParquetFixtureColumn.Of("sentence2", "b"),
            ParquetFixtureColumn.Of("score", 2.5f));

        var data = await ReadAsync<StsData>(
            "sts", "cosine_spearman", "zh", "test", more: ", \"min_score\": 0, \"max_score\": 5");

        Assert.Equal(2.5, Assert.Single(data.Scores));
    }

    [Theory]
    [InlineData("legacy")]
    [InlineData("fast")]
    public async Task Clustering_sets_are_rows_of_lists(string protocol)
    {
        await WriteAsync("test.parquet",
            ParquetFixtureColumn.Lists("sentences", ["a", "b"], ["c"]),
            ParquetFixtureColumn.Lists("labels", ["x", "y"], ["x"]));

        var data = await ReadAsync<TaskData>(
            "clustering", "v_measure", "default", "test", more: $", \"protocol\": \"{protocol}\"");

        Assert.Equal(3, ItemCounts.Of(data, "test", "default").Samples);
    }

    [Fact]
    public void A_split_that_is_not_there_is_named_with_what_is()
    {
        var layout = DatasetLayout.Of(
            "me/set", RetrievalCard,
            ["corpus/corpus-0.parquet", "qrels/dev.jsonl", "qrels/test.jsonl", "queries.jsonl.gz"]);
        var task = Task("retrieval", "ndcg_at_10", "default", "");

        Assert.Equal(
            "configuration 'default' of 'me/set' has no split 'validation'; it has 'dev', 'test'",
            Assert.Throws<EvaluationException>(
                () => RepositoryData.TablesOf(task, "default", "validation", layout)).Message);
    }

    [Theory]
    [InlineData("corpus/corpus-00001-of-00002.parquet qrels/test.jsonl queries.jsonl.gz",
        "configuration 'corpus' of 'me/set', split 'corpus': the file 'corpus/corpus-00000-of-00002' is missing")]
    [InlineData("corpus/corpus-0.parquet qrels/test.jsonl",
        "configuration 'queries' of 'me/set', split 'queries': the file 'queries.jsonl.gz' is missing")]
    [InlineData("qrels/test.jsonl queries.jsonl.gz",
        "configuration 'corpus' of 'me/set', split 'corpus': no file matches what README.md names")]
    [InlineData("corpus/corpus-0.arrow qrels/test.jsonl queries.jsonl.gz",
        "configuration 'corpus' of 'me/set', split 'corpus': 'corpus/corpus-0.arrow' has a format that cannot be read")]
    public void A_file_that_is_not_there_is_named(string paths, string message)
    {
        var layout = DatasetLayout.Of("me/set", RetrievalCard, paths.Split(' '));
        var task = Task("retrieval", "ndcg_at_10", "default", "");

        Assert.Equal(
            message,
            Assert.Throws<EvaluationException>(() => RepositoryData.TablesOf(task, "default", "test", layout)).Message);
    }

    private static string Card(string configurations) => "---\nconfigs:\n" + string.Concat(
        configurations.Split(' ').Select(name =>
            $"- config_name: {name}\n  data_files:\n  - split: test\n    path: {name}/test*\n")) + "---\n";

    private static TaskDefinition Task(string type, string mainScore, string subset, string more)
    {
        var text = TaskText.Of(type, "T", mainScore, more)
            .Replace("\"default\"", $"\"{subset}\"", StringComparison.Ordinal);
        var column = type == "classification" ? ", \"subset_column\": \"lang\"" : "";
        text = text.Replace("\"revision\": \"1\"", "\"revision\": \"1\"" + column, StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        folder.WriteText("T.json", text);
        return TaskCatalog.Load([folder.Path]).Find("T");
    }

    private PartTables TablesOf(string type, string mainScore, string subset, string split) =>
        RepositoryData.TablesOf(
            Task(type, mainScore, subset, ""), subset, split, LocalRepository.Open(_folder.Path).Layout);

    private async Task<T> ReadAsync<T>(
        string type, string mainScore, string subset, string split, Action<string>? warn = null, string more = "")
        where T : TaskData
    {
        var task = Task(type, mainScore, subset, more);
        var location = new DataLocation(_folder.Path, split)
        {
            Tables = LocalRepository.Open(_folder.Path).TablesOf(task, subset, split),
        };
        return Assert.IsAssignableFrom<T>(await TaskDataReader.ReadAsync(
            task, location, warn ?? Assert.Fail, TestContext.Current.CancellationToken));
    }

    private Task<string> WriteAsync(string path, params ParquetFixtureColumn[] columns) =>
        ParquetFixture.WriteAsync(_folder.At(path.Split('/')), columns);

    private void Compress(string path)
    {
        using (var target = new System.IO.Compression.GZipStream(
            File.Create(_folder.At(path + ".gz")), System.IO.Compression.CompressionLevel.Fastest))
        using (var source = File.OpenRead(_folder.At(path)))
        {
            source.CopyTo(target);
        }

        File.Delete(_folder.At(path));
    }
}
