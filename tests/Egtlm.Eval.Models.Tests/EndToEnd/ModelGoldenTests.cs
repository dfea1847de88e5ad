using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests.EndToEnd;

/// <summary>Whole runs of real models over real data sets against the scores that mteb wrote for them.</summary>
public sealed class ModelGoldenTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-4;

    // Draws are equal; a test item whose classes tie to float32 may fall to the other side.
    private const double SampledTolerance = 1e-3;

    public static TheoryData<string> MiniLm() => TaskGolden.Names("minilm");

    public static TheoryData<string> TinyEgtlm() => TaskGolden.Names("tiny-egtlm-joint");

    [Theory]
    [MemberData(nameof(MiniLm))]
    public Task MiniLm_scores_as_in_mteb(string name) => Check("minilm", name, ["models", "all-MiniLM-L6-v2"]);

    [Theory]
    [MemberData(nameof(TinyEgtlm))]
    public Task Tiny_egtlm_scores_as_in_mteb(string name) =>
        Check("tiny-egtlm-joint", name, ["models", "tiny-egtlm", "joint"]);

    private async Task Check(string encoderName, string name, string[] model)
    {
        var golden = TaskGolden.Read(encoderName, name);
        golden.SkipIfLong();
        using var encoder = EncoderLoader.Load(SharedFolder.Path(model), new EncoderOptions { Device = "cpu" });

        var result = await golden.RunAsync(encoder, new TorchSearch("cpu"), TestContext.Current.CancellationToken);

        var tolerance = golden.Task.Type is TaskType.Classification or TaskType.Clustering ? SampledTolerance : Tolerance;
        foreach (var split in golden.Document.Splits)
        {
            foreach (var subset in split.Subsets)
            {
                var (expected, actual) = (MainScore(subset), MainScore(result.Find(split.Name, subset.Subset)));
                output.WriteLine($"{encoderName} {name} {split.Name}/{subset.Subset}: {actual}, mteb {expected}");
                Assert.True(
                    Math.Abs(expected - actual) <= tolerance, $"{split.Name}/{subset.Subset}: {actual}, mteb gave {expected}");
            }
        }
    }

    private static double MainScore(SubsetResult? subset) =>
        Assert.IsType<ScoreValue.Number>(subset?.Values.Find("main_score")).Value;
}
