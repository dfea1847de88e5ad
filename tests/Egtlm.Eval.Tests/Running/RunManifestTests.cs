using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Running;

public sealed class RunManifestTests : IDisposable
{
    private readonly ToyRun _toy = new();

    public void Dispose() => _toy.Dispose();

    [Fact]
    public async Task The_manifest_says_who_made_the_results_and_how()
    {
        await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A")]);

        var text = _toy.Read("run.json");
        Assert.StartsWith("{\n  \"version\": 1,\n  \"made_by\": \"egtlm-eval ", text);
        Assert.EndsWith("}\n", text);
        Assert.Contains("\"protocol\": \"mteb 2.20.0\"", text);
        Assert.Contains("\"status\": \"finished\"", text);
        var task = Assert.Single((await Manifest())!.Tasks);
        Assert.Equal(("hash of A", "data/A"), (task.TaskFileHash, task.DataFolder));
        Assert.Equal(("cpu", "float32"), (task.Device, task.Dtype));
        var encoding = task.Encodings["none"];
        Assert.Equal(new EncodingRecord("fake: ", 16, 160, 0.5, encoding.Seconds), encoding);
        Assert.Equal(6, task.Phases.Count);
    }

    [Fact]
    public async Task Earlier_tasks_stay_when_a_run_is_resumed()
    {
        await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A")]);

        await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A"), ToyRun.Plan("B"), ToyRun.Plan("C", metric: "f1")]);

        var tasks = (await Manifest())!.Tasks;
        Assert.Equal(["A", "B", "C"], tasks.Select(task => task.Name));
        Assert.Equal([RunStatus.Finished, RunStatus.Finished, RunStatus.Failed], tasks.Select(task => task.Status));
        Assert.Equal(16, tasks[0].Encodings["none"].Texts);
        Assert.Contains("main score 'f1'", tasks[2].Error);
    }

    [Fact]
    public async Task A_result_without_a_manifest_is_noted_as_skipped()
    {
        await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A")]);
        File.Delete(Path.Combine(_toy.Store.Folder, "run.json"));

        var summary = await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A")]);

        var task = Assert.Single((await Manifest())!.Tasks);
        Assert.Equal(RunStatus.Skipped, task.Status);
        Assert.Equal(summary.Outcomes[0].MainScore, task.MainScore);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"version\": 2")]
    [InlineData("""{"version": 2, "made_by": "", "protocol": "", "environment": null, "model": null, "tasks": []}""")]
    public async Task A_manifest_that_cannot_be_read_stops_the_run_unless_overwrite_is_given(string content)
    {
        Directory.CreateDirectory(_toy.Store.Folder);
        var path = Path.Combine(_toy.Store.Folder, "run.json");
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<EvaluationException>(
            () => _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A")]));
        await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A")], overwrite: true);

        Assert.Contains("run.json' is not a run manifest", error.Message);
        Assert.Single((await Manifest())!.Tasks);
    }

    private Task<RunManifest?> Manifest() =>
        RunManifestFile.ReadAsync(_toy.Store.Folder, TestContext.Current.CancellationToken);
}
