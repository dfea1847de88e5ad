using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Tasks;

public sealed class BuiltInTaskTests
{
    [Fact]
    public void No_built_in_file_has_a_finding() =>
        Assert.Empty(TaskCatalog.Validate([BuiltInTasks.Directory]));

    [Theory]
    [InlineData("mteb-cmn-v1", 31)]
    [InlineData("cmteb", 31)]
    [InlineData("CMTEB", 31)]
    [InlineData("MTEB(cmn, v1)", 31)]
    [InlineData("MTEB(Chinese)", 31)]
    [InlineData("cmteb-35-classic", 35)]
    [InlineData("cmteb-35", 35)]
    [InlineData("cmteb-35/sts", 8)]
    [InlineData("cmteb-35-classic/classification", 9)]
    [InlineData("mteb-eng-v2", 41)]
    [InlineData("MTEB(eng, v2)", 41)]
    [InlineData("MTEB(eng)", 41)]
    [InlineData("mteb-eng-v1", 56)]
    [InlineData("MTEB(eng, v1)", 56)]
    [InlineData("MTEB(eng, classic)", 56)]
    [InlineData("MTEB", 56)]
    [InlineData("mteb-eng-v1/retrieval", 15)]
    [InlineData("mteb-eng-v1/clustering", 11)]
    [InlineData("mteb-eng-v2/clustering", 8)]
    [InlineData("mteb-eng-v2/summarization", 1)]
    [InlineData("cmteb/retrieval", 8)]
    [InlineData("cmteb/reranking", 4)]
    [InlineData("cmteb/pair_classification", 2)]
    [InlineData("cmteb/clustering", 4)]
    [InlineData("cmteb/sts", 7)]
    [InlineData("cmteb/classification", 6)]
    public void The_benchmarks_have_as_many_tasks_as_in_mteb(string name, int count) =>
        Assert.Equal(count, BuiltInTasks.Catalog.Resolve([name]).Count);

    [Theory]
    [InlineData("cmteb", "BQ", "test", "default")]
    [InlineData("cmteb", "MultilingualSentiment", "validation test", "default")]
    [InlineData("cmteb-35", "MassiveIntentClassification", "test", "zh-CN")]
    [InlineData("cmteb-35-classic", "MultilingualSentiment", "validation", "default")]
    [InlineData("mteb-eng-v1", "MSMARCO", "dev", "default")]
    [InlineData("mteb-eng-v2", "STS17", "test", "en-en")]
    [InlineData("BQ", "BQ", "validation test", "default")]
    public void A_benchmark_restricts_its_tasks_as_in_mteb(string asked, string name, string splits, string subsets)
    {
        var task = BuiltInTasks.Catalog.Resolve([asked]).Single(candidate => candidate.Name == name);

        Assert.Equal(splits.Split(' '), task.Splits);
        Assert.Equal(subsets.Split(' '), task.Subsets.Select(subset => subset.Name));
    }

    [Theory]
    [InlineData("cmteb", "cmteb is mteb-cmn-v1 (31 tasks); for the 35 of the C-MTEB paper say cmteb-35-classic")]
    [InlineData("cmteb/sts", "cmteb is mteb-cmn-v1 (31 tasks); for the 35 of the C-MTEB paper say cmteb-35-classic")]
    [InlineData("cmteb-35", "cmteb-35 is cmteb-35-classic (35 tasks)")]
    [InlineData("MTEB", "MTEB is mteb-eng-v1 (56 tasks)")]
    [InlineData("mteb-cmn-v1", null)]
    [InlineData("mteb-cmn-v1/sts", null)]
    [InlineData("STSB", null)]
    [InlineData("nothing/sts", null)]
    public void An_alias_says_which_benchmark_it_is(string asked, string? note) =>
        Assert.Equal(note is null ? [] : [note], BuiltInTasks.Catalog.AliasNotes([asked, asked]));

    [Fact]
    public void The_paper_and_the_board_of_today_cannot_be_mixed() =>
        Assert.StartsWith("task 'T2Reranking' is asked for twice", Assert.Throws<EvaluationException>(() =>
            BuiltInTasks.Catalog.Resolve(["mteb-cmn-v1", "cmteb-35-classic"])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("SampleResponse SampleText", "sample")]
    [InlineData("SampleResponse", "sample", "SampleText")]
    [InlineData("", "genreg", "sample/generation", "mteb-cmn-v1", "SampleText")]
    public void Generation_tasks_accompany_only_the_embedding_tasks_of_their_benchmark(
        string companions, params string[] names) =>
        Assert.Equal(companions, string.Join(' ', BuiltInTasks.Catalog.Companions(names).Order(StringComparer.Ordinal)));

    [Fact]
    public void Sub_tasks_come_before_what_averages_them_and_once()
    {
        var catalog = BuiltInTasks.Catalog;

        var tasks = catalog.WithSubTasks(catalog.Resolve(["STSB", "CQADupstackRetrieval", "CQADupstackTexRetrieval"]));

        Assert.Equal(14, tasks.Count);
        Assert.Equal("STSB", tasks[0].Name);
        Assert.Equal("CQADupstackAndroidRetrieval", tasks[1].Name);
        Assert.Equal("CQADupstackWordpressRetrieval", tasks[12].Name);
        Assert.Equal("CQADupstackRetrieval", tasks[13].Name);
        Assert.True(tasks[13].IsAggregate);
        Assert.Equal(68, catalog.WithSubTasks(catalog.Resolve(["mteb-eng-v1"])).Count);
    }

    [Fact]
    public void Tables_with_all_subsets_name_the_column_that_tells_them_apart()
    {
        var split = BuiltInTasks.Catalog.Tasks.Where(task => task.Dataset.SubsetColumn is not null);

        Assert.All(split, task => Assert.Equal("lang", task.Dataset.SubsetColumn));
        Assert.Equal(
            ["MassiveIntentClassification", "MassiveScenarioClassification", "STS17", "STS22", "STS22.v2"],
            split.Select(task => task.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Columns_that_mteb_renames_are_named_as_the_data_set_has_them() => Assert.Equal(
        ["Cmnli", "Ocnli", "SprintDuplicateQuestions", "TwitterSemEval2015", "TwitterURLCorpus"],
        BuiltInTasks.Catalog.Tasks.OfType<PairClassificationTask>()
            .Where(task => task.Columns == new PairColumns("sent1", "sent2", "labels"))
            .Select(task => task.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Classification_protocols_are_those_of_mteb()
    {
        Assert.Equal((32, 5), Protocol("IFlyTek"));
        Assert.Equal((32, 10), Protocol("Waimai"));
        Assert.Equal((8, 10), Protocol("Banking77Classification"));
        Assert.Equal((8, 10), Protocol("SIB200Classification"));
    }

    [Fact]
    public void Clustering_protocols_are_those_of_mteb()
    {
        Assert.Equal((ClusteringProtocol.Legacy, null, null), Cut("CLSClusteringS2S"));
        Assert.Equal((ClusteringProtocol.Fast, null, 1004), Cut("SIB200ClusteringS2S"));
        Assert.Equal((ClusteringProtocol.Fast, 0.04, null), Cut("BiorxivClusteringP2P.v2"));
    }

    private static (int SamplesPerLabel, int Experiments) Protocol(string name)
    {
        var task = Assert.IsType<ClassificationTask>(BuiltInTasks.Catalog.Find(name));
        return (task.SamplesPerLabel, task.Experiments);
    }

    private static (ClusteringProtocol Protocol, double? Fraction, int? Documents) Cut(string name)
    {
        var task = Assert.IsType<ClusteringTask>(BuiltInTasks.Catalog.Find(name));
        return (task.Protocol, task.MaxFraction, task.MaxDocuments);
    }
}
