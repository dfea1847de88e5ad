using Egtlm.Eval.Data;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Tests.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Data;

public sealed class FolderLocationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FolderLocationTests()
    {
        _folder.WriteText("tasks/One.json", TaskText.Sts("One"));
        _folder.WriteText("tasks/Two.json", TaskText.Sts(
            "Two", """[{ "name": "en", "languages": ["eng-Latn"] }, { "name": "zh", "languages": ["cmn-Hans"] }]"""));
        _folder.WriteText("tasks/Find.json", TaskText.Of("retrieval", "Find", "ndcg_at_10"));
        Directory.CreateDirectory(_folder.At("data"));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("test.csv", "sentence1,sentence2,score\na,b,2.5\n")]
    [InlineData("test.tsv", "sentence1\tsentence2\tscore\na\tb\t2.5\n")]
    [InlineData("test.jsonl", "{\"sentence1\":\"a\",\"sentence2\":\"b\",\"score\":2.5}\n")]
    public async Task A_split_may_have_another_format(string name, string text)
    {
        _folder.WriteText("data/One/" + name, text);

        Assert.Equal([2.5], (await ReadAsync<StsData>("One")).Scores);
    }

    [Fact]
    public async Task A_split_may_be_parquet_and_lines_come_first()
    {
        await WriteStsAsync("data/One/test.parquet", 3);
        Assert.Equal([3], (await ReadAsync<StsData>("One")).Scores);

        _folder.Write("data/One/test.jsonl", """{"sentence1":"a","sentence2":"b","score":1}""");
        Assert.Equal([1], (await ReadAsync<StsData>("One")).Scores);
    }

    [Theory]
    [InlineData("qrels/test.tsv", "query-id\tcorpus-id\tscore\n\"q\t1\t1\n")]
    [InlineData("qrels/test.tsv", "\"q\t1\t1\n")]
    [InlineData("qrels/test.csv", "query-id,corpus-id,score\n\"\"\"q\",1,1\n")]
    [InlineData("qrels/test.jsonl", "{\"score\":1,\"query-id\":\"\\\"q\",\"corpus-id\":1}\n")]
    public async Task Judgements_are_tab_separated_or_rows(string name, string text)
    {
        _folder.WriteText("data/Find/" + name, text);
        _folder.WriteText("data/Find/corpus.csv", "_id,title,text\n1,,x\n");
        _folder.Write("data/Find/queries.jsonl", """{"_id":"\"q","text":"?"}""");

        var data = await ReadAsync<RetrievalData>("Find");

        Assert.Equal(1, data.Qrels["\"q"]["1"]);
        Assert.Equal(new CorpusDocument("1", "", "x"), Assert.Single(data.Corpus));
    }

    [Fact]
    public async Task A_downloaded_repository_is_read_by_its_card()
    {
        _folder.WriteText("data/Two/README.md", """
            ---
            configs:
            - config_name: en
              data_files:
              - {split: test, path: "en/*.parquet"}
            - config_name: zh
              data_files:
              - {split: test, path: "rows/zh-*"}
            ---
            """);
        await WriteStsAsync("data/Two/en/part.parquet", 1);
        await WriteStsAsync("data/Two/rows/zh-00000-of-00001.parquet", 2);

        Assert.Equal([1], (await ReadAsync<StsData>("Two", "en")).Scores);
        Assert.Equal([2], (await ReadAsync<StsData>("Two", "zh")).Scores);
        Assert.Equal(_folder.At("data/Two"), Locate("Two", "zh", "test").Folder);
        Assert.Equal(
            $"configuration 'zh' of '{_folder.At("data/Two")}' has no split 'validation'; it has 'test'",
            Assert.Throws<EvaluationException>(() => Locate("Two", "zh", "validation")).Message);
    }

    [Fact]
    public async Task A_split_of_a_repository_may_be_given_for_another()
    {
        _folder.WriteText("else/README.md", """
            ---
            configs:
            - config_name: default
              data_files:
              - {split: dev, path: x.parquet}
            ---
            """);
        await WriteStsAsync("else/x.parquet", 4);
        var catalog = TaskCatalog.Load([_folder.At("tasks")]);
        var locator = DatasetLocator.Create(catalog, [$"One@test={_folder.At("else")}#dev"]);

        var data = await TaskDataReader.ReadAsync(
            catalog.Find("One"), locator.Locate(catalog.Find("One"), "default", "test"), null,
            TestContext.Current.CancellationToken);

        Assert.Equal([4], Assert.IsType<StsData>(data).Scores);
    }

    [Fact]
    public async Task A_repository_without_a_card_is_read_by_its_file_names()
    {
        await WriteStsAsync("data/One/data/test-00000-of-00001.parquet", 5);

        Assert.Equal([5], (await ReadAsync<StsData>("One")).Scores);
        Assert.StartsWith(
            $"'{_folder.At("data/One")}' has no split 'validation' for 'One'",
            Assert.Throws<EvaluationException>(() => Locate("One", "default", "validation")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_splits_are_not_guessed_where_files_are_named_after_splits()
    {
        _folder.Write("data/One/dev.jsonl", "{}");
        _folder.WriteText("data/One/README.md", "---\nlicense: mit\n---\nMy pairs\n");

        Assert.Equal(
            $"'{_folder.At("data/One")}' has no split 'validation' for 'One'; it has 'dev'",
            Assert.Throws<EvaluationException>(() => Locate("One", "default", "validation")).Message);
    }

    [Fact]
    public void A_card_that_is_wrong_is_named_unless_files_are_named_after_splits()
    {
        _folder.WriteText("data/One/README.md", "---\nconfigs: [\n---\n");
        Assert.StartsWith(
            $"README.md of '{_folder.At("data/One")}', line",
            Assert.Throws<EvaluationException>(() => Locate("One", "default", "test")).Message,
            StringComparison.Ordinal);

        _folder.Write("data/One/test.jsonl", "{}");
        Assert.Null(Locate("One", "default", "test").Tables);
    }

    [Fact]
    public void Items_are_counted_as_mteb_counts_them()
    {
        Label label = new(1);
        Assert.Equal(
            new ItemCount("test", "en", Samples: 3),
            ItemCounts.Of(
                new LegacyClusteringData([new(["a", "b"], [label, label]), new(["c"], [label])]), "test", "en"));
        Assert.Equal(
            new ItemCount("test", Samples: 1, Train: 2),
            ItemCounts.Of(new ClassificationData(["a", "b"], [label, label], ["c"], [label]), "test", "default"));
        Assert.Equal(
            new ItemCount("test", Samples: 1),
            ItemCounts.Of(new FastClusteringData(["a"], [[label, label]]), "test", "default"));
        var qrels = new Dictionary<string, IReadOnlyDictionary<string, int>>();
        Assert.Equal(
            new ItemCount("test", Documents: 1, Queries: 1),
            ItemCounts.Of(new RetrievalData([new("d", "", "")], [new("q", "")], qrels, null), "test", "default"));
    }

    [Fact]
    public void Counts_that_are_known_are_compared()
    {
        var known = new ItemCount("test", "en", Samples: 3, Train: 7);

        Assert.Empty(ItemCounts.Compare(known, new ItemCount("test", "en", Samples: 3, Train: 7, Documents: 9)));
        Assert.Equal(
            [
                "found 2 samples in split 'test' of subset 'en', expected 3",
                "found 0 training rows in split 'test' of subset 'en', expected 7",
            ],
            ItemCounts.Compare(known, new ItemCount("test", "en", Samples: 2)));
    }

    private Task<string> WriteStsAsync(string path, double score) => ParquetFixture.WriteAsync(
        _folder.At(path.Split('/')),
        [
            ParquetFixtureColumn.Of("sentence1", "a"), ParquetFixtureColumn.Of("sentence2", "b"),
            ParquetFixtureColumn.Of("score", score),
        ]);

    private DataLocation Locate(string task, string subset, string split)
    {
        var catalog = TaskCatalog.Load([_folder.At("tasks")]);
        return DatasetLocator.Create(catalog, [_folder.At("data")]).Locate(catalog.Find(task), subset, split);
    }

    private async Task<T> ReadAsync<T>(string task, string subset = "default")
        where T : TaskData
    {
        var definition = TaskCatalog.Load([_folder.At("tasks")]).Find(task);
        return Assert.IsType<T>(await TaskDataReader.ReadAsync(
            definition, Locate(task, subset, "test"), Assert.Fail, TestContext.Current.CancellationToken));
    }
}
