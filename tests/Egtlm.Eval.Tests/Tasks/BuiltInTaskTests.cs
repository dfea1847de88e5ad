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
    [InlineData("cmteb", 31)]
    [InlineData("MTEB(cmn, v1)", 31)]
    [InlineData("cmteb-35", 35)]
    [InlineData("cmteb/retrieval", 8)]
    [InlineData("cmteb/reranking", 4)]
    [InlineData("cmteb/pair_classification", 2)]
    [InlineData("cmteb/clustering", 4)]
    [InlineData("cmteb/sts", 7)]
    [InlineData("cmteb/classification", 6)]
    public void The_Chinese_benchmarks_have_as_many_tasks_as_in_mteb(string name, int count) =>
        Assert.Equal(count, BuiltInTasks.Catalog.Resolve([name]).Count);

    [Theory]
    [InlineData("cmteb", "BQ", "test", "default")]
    [InlineData("cmteb", "MultilingualSentiment", "validation test", "default")]
    [InlineData("cmteb-35", "MassiveIntentClassification", "test", "zh-CN")]
    [InlineData("BQ", "BQ", "validation test", "default")]
    public void A_benchmark_restricts_its_tasks_as_in_mteb(string asked, string name, string splits, string subsets)
    {
        var task = BuiltInTasks.Catalog.Resolve([asked]).Single(candidate => candidate.Name == name);

        Assert.Equal(splits.Split(' '), task.Splits);
        Assert.Equal(subsets.Split(' '), task.Subsets.Select(subset => subset.Name));
    }

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
