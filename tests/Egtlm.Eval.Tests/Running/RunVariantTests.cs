using Egtlm.Eval.Encoders;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Running;

public sealed class RunVariantTests : IDisposable
{
    private readonly ToyRun _toy = new();

    public void Dispose() => _toy.Dispose();

    [Fact]
    public async Task Variants_share_encode_calls_and_have_results_of_their_own()
    {
        var fake = new FakeEncoder();
        using var onePass = new OnePassEncoder(fake);

        var summary = await RunAsync(onePass, 2, 8);

        Assert.Equal(
            [("A", 2), ("A", 8), ("B", 2), ("B", 8)],
            summary.Outcomes.Select(outcome => (outcome.Task, outcome.Dimensions ?? 0)));
        Assert.All(summary.Outcomes, outcome => Assert.Equal(RunStatus.Finished, outcome.Status));
        Assert.Equal(2, fake.Calls);
        Assert.True(File.Exists(Path.Combine(_toy.Store.Folder, "experiments", "embed_dim_2", "A.json")));
        Assert.True(File.Exists(Path.Combine(_toy.Store.Folder, "experiments", "embed_dim_8", "run.json")));
        Assert.False(File.Exists(Path.Combine(_toy.Store.Folder, "A.json")));
        Assert.Contains(_toy.Events, one => one is TaskFinished { Task: "A@2" });
    }

    [Fact]
    public async Task Variant_that_is_added_later_leaves_the_finished_one_alone()
    {
        var fake = new FakeEncoder();
        using var onePass = new OnePassEncoder(fake);
        await RunAsync(onePass, 2);

        var summary = await RunAsync(onePass, 2, 4);

        Assert.Equal(
            [RunStatus.Skipped, RunStatus.Finished, RunStatus.Skipped, RunStatus.Finished],
            summary.Outcomes.Select(outcome => outcome.Status));
    }

    private Task<RunSummary> RunAsync(OnePassEncoder encoder, params int[] dimensions) => _toy.RunVariantsAsync(
        [ToyRun.Plan("A"), ToyRun.Plan("B")],
        [
            .. dimensions.Select(dimension => new RunVariant(
                new TruncatedEncoder(encoder, dimension, normalises: false),
                new ResultStore(_toy.Folder.Path, _toy.Store.Model, $"embed_dim_{dimension}"),
                new RunOptions { Dimensions = dimension })),
        ]);
}
