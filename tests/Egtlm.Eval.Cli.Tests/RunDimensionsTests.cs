using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

public sealed class RunDimensionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_dimension_has_results_of_its_own_beside_those_of_whole_vectors()
    {
        var whole = await Run();
        var cut = await Run("--dimensions", "64,256", "--json");

        using var document = JsonDocument.Parse(cut.Output);
        var tasks = document.RootElement.GetProperty("tasks").EnumerateArray().ToArray();
        Assert.Equal((0, 0), (whole.ExitCode, cut.ExitCode));
        Assert.Equal([64, 256], tasks.Select(task => task.GetProperty("dimensions").GetInt32()));
        Assert.All(tasks, task => Assert.Equal("finished", task.GetProperty("status").GetString()));
        Assert.Equal(
            Score("SampleSTS.json"), Score("experiments/embed_dim_256/SampleSTS.json"));
        Assert.NotEqual(
            Score("SampleSTS.json"), Score("experiments/embed_dim_64/SampleSTS.json"));
    }

    [Fact]
    public async Task Meta_data_and_manifest_name_the_dimension()
    {
        var run = await Run("--dimensions", "64");

        using var meta = Json("experiments/embed_dim_64/model_meta.json");
        using var manifest = Json("experiments/embed_dim_64/run.json");
        Assert.Equal(64, meta.RootElement.GetProperty("embed_dim").GetInt32());
        Assert.Equal(64, meta.RootElement.GetProperty("experiment_kwargs").GetProperty("embed_dim").GetInt32());
        Assert.Equal(
            "64 of 256", manifest.RootElement.GetProperty("model").GetProperty("profile").GetProperty("dimensions").GetString());
        Assert.Contains("vectors  cut to 64 of 256 values", run.Error, StringComparison.Ordinal);
        Assert.Contains("SampleSTS@64", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finished_dimension_is_skipped()
    {
        await Run("--dimensions", "64");

        var run = await Run("--dimensions", "64,32");

        Assert.Contains("1 run, 1 finished earlier, 0 failed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dimension_beyond_the_model_is_refused_before_anything_is_written()
    {
        var run = await Run("--dimensions", "64,257");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("hint: expected 1 to 256", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    private double Score(string file)
    {
        using var document = Json(file);
        return document.RootElement.GetProperty("scores").EnumerateObject().First().Value[0].GetProperty("main_score").GetDouble();
    }

    private JsonDocument Json(string file) =>
        JsonDocument.Parse(File.ReadAllBytes(_folder.At(["baseline__hash", "1", .. file.Split('/')])));

    private Task<CliRun> Run(params string[] args) =>
        CliRun.Of(["run", "SampleSTS", "--model", "baseline/hash", "--output", _folder.Path, .. args], Cancellation);
}
