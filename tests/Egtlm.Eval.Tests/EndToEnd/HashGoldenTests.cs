using Egtlm.Eval.Encoders;
using Egtlm.Eval.Search;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.EndToEnd;

/// <summary>Whole runs of <c>baseline/hash</c> over real data sets against the documents that mteb wrote for them.</summary>
public sealed class HashGoldenTests
{
    private const string Encoder = "hash";

    public static TheoryData<string> Names() => TaskGolden.Names(Encoder);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_run_gives_every_metric_that_mteb_gives(string name)
    {
        var golden = TaskGolden.Read(Encoder, name);

        var result = await golden.RunAsync(new HashEncoder(), new ExactSearch(), TestContext.Current.CancellationToken);

        Assert.Equal(golden.Document.DatasetRevision, result.DatasetRevision);
        Assert.Equal(golden.Document.MtebVersion, result.MtebVersion);
        Assert.Equal(golden.Document.Splits.Select(split => split.Name), result.Splits.Select(split => split.Name));
        foreach (var split in golden.Document.Splits)
        {
            foreach (var subset in split.Subsets)
            {
                var actual = result.Find(split.Name, subset.Subset);
                Assert.NotNull(actual);
                ScoreComparison.Equal(subset.Values, actual.Values, _ => 1e-5, $"{split.Name}/{subset.Subset}");
            }
        }
    }
}
