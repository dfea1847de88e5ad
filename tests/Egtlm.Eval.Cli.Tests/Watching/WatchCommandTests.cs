using System.Runtime.CompilerServices;
using System.Text.Json;
using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Reports.Trends;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests.Watching;

public sealed class WatchCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Trend => _folder.At("out", "trend.jsonl");

    private string Policy => _folder.WriteText("quick.json", """
        {
          "name": "quick",
          "description": "two tasks",
          "checks": [
            { "check": "SampleSTS", "metric": "main", "tier": "supporting", "margin": 0.01 },
            { "check": "SampleText", "metric": "bits_per_byte", "tier": "critical", "margin": 0.01, "margin_kind": "relative" }
          ]
        }
        """);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_whole_checkpoint_is_judged_once_in_the_order_of_training()
    {
        Checkpoint("checkpoint-1000", "collapsed");
        Checkpoint("checkpoint-500", "joint");
        Checkpoint("tmp-checkpoint-1500", "joint");
        Checkpoint("checkpoint-2000", "joint");
        File.Delete(_folder.At("run", "checkpoint-2000", "model.safetensors"));

        var first = await WatchAsync("--once", "--baseline", "first");
        var trend = await File.ReadAllTextAsync(Trend, Cancellation);
        var again = await WatchAsync("--once", "--baseline", "first");

        Assert.Equal((3, 3), (first.ExitCode, again.ExitCode));
        Assert.Matches(@"^checkpoint-500  SCORED  .*\ncheckpoint-1000  BREACH  .*\n$", first.Output);
        Assert.Contains("waiting  checkpoint-2000: ", first.Error, StringComparison.Ordinal);
        Assert.Contains("waiting  tmp-checkpoint-1500: its name", first.Error, StringComparison.Ordinal);
        Assert.Equal(("", trend), (again.Output, await File.ReadAllTextAsync(Trend, Cancellation)));

        var lines = await TrendFile.ReadAsync(Trend, Cancellation);
        Assert.Equal([(500, null, 0), (1000, GateOutcome.Breach, 3)], lines.Select(line => (line.Step, line.Verdict, line.ExitCode)));
        Assert.Equal("quick", lines[1].Policy);
        Assert.Equal($"run/checkpoint-500@{lines[0].Revision}", lines[1].Baseline);
        Assert.Equal(("SampleSTS", "cosine_spearman"), (lines[0].Scores[0].Task, lines[0].Scores[0].Metric));
        Assert.Equal(0.7620, lines[0].Scores[0].Score!.Value, 4); // README: the sample model on SampleSTS
        Assert.True(File.Exists(_folder.At("out", lines[1].Results!, "gate.json")));
    }

    [Fact]
    public async Task Drift_is_measured_where_there_is_something_to_measure_from()
    {
        Checkpoint("checkpoint-1", "joint");
        Checkpoint("checkpoint-2", "collapsed");
        var policy = _folder.WriteText("drift.json", """
            {
              "name": "drift",
              "description": "as smoke has it",
              "checks": [
                { "check": "GenregText", "metric": "bits_per_byte", "tier": "critical", "margin": 0.01, "margin_kind": "relative" },
                { "check": "GenregDrift", "metric": "kl", "tier": "advisory", "margin": 0.1 }
              ]
            }
            """);

        var run = await CliRun.Of(
            ["watch", _folder.At("run"), "--once", "--settle", "0", "--baseline", "first", "--policy", policy, "--output", _folder.At("out")],
            Cancellation);

        Assert.Equal(3, run.ExitCode);
        var lines = await TrendFile.ReadAsync(Trend, Cancellation);
        Assert.Equal(["GenregText"], lines[0].Scores.Select(score => score.Task));
        Assert.Equal(["GenregText", "GenregDrift"], lines[1].Scores.Select(score => score.Task));
    }

    [Fact]
    public async Task A_checkpoint_that_fails_is_recorded_and_the_others_go_on()
    {
        var broken = Checkpoint("checkpoint-1", "joint");
        Checkpoint("checkpoint-2", "joint");
        var config = Path.Combine(broken, "config.json");
        var good = await File.ReadAllTextAsync(config, Cancellation);
        await File.WriteAllTextAsync(config, good.Replace("Qwen2ForCausalLM", "GemmaModel"), Cancellation);

        var run = await WatchAsync("--once", "--json", "--baseline", LoadedModel.SampleFolder);
        var again = await WatchAsync("--once");
        await File.WriteAllTextAsync(config, good, Cancellation);
        var retried = await WatchAsync("--once", "--retry");

        Assert.Equal((1, 1, 0), (run.ExitCode, again.ExitCode, retried.ExitCode));
        string[] documents = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var failed = JsonDocument.Parse(documents[0]);
        using var passed = JsonDocument.Parse(documents[1]);
        Assert.Contains("'GemmaModel', which is not supported", failed.RootElement.GetProperty("error").GetString());
        Assert.Equal("pass", passed.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(["1", "2", "1"], (await TrendFile.ReadAsync(Trend, Cancellation)).Select(line => line.Checkpoint[^1..]));
    }

    [Fact]
    public async Task A_watch_that_goes_on_sees_what_comes_and_ends_with_130()
    {
        Directory.CreateDirectory(_folder.At("run"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var watch = CliRun.Of(
            ["watch", _folder.At("run"), "--benchmarks", "SampleSTS", "--settle", "0.2", "--interval", "0.1", "-o", _folder.At("out")],
            stop.Token);

        Checkpoint("checkpoint-7", "joint");
        while (!File.Exists(Trend))
        {
            await Task.Delay(50, Cancellation);
        }

        await stop.CancelAsync();
        var run = await watch;

        Assert.Equal(130, run.ExitCode);
        Assert.StartsWith("checkpoint-7  SCORED  ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_evaluate_is_a_failure()
    {
        Directory.CreateDirectory(_folder.At("run", "checkpoint-1"));

        var empty = await WatchAsync("--once");
        var nowhere = await CliRun.Of(["watch", _folder.At("nowhere"), "--once"], Cancellation);

        Assert.Equal((1, 1), (empty.ExitCode, nowhere.ExitCode));
        Assert.Contains("holds no complete checkpoint", empty.Error, StringComparison.Ordinal);
        Assert.Contains("there is no folder", nowhere.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--settle", "-1")]
    [InlineData(2, "--interval", "soon")]
    [InlineData(2, "--inconclusive", "maybe")]
    [InlineData(1, "--policy", "smoky")]
    [InlineData(1, "--benchmarks", "SampleSTX")]
    [InlineData(1, "--baseline", "nowhere")]
    public async Task What_cannot_work_is_said_before_the_first_checkpoint(int code, params string[] options)
    {
        Directory.CreateDirectory(_folder.At("run"));

        var run = await CliRun.Of(["watch", _folder.At("run"), "-o", _folder.At("out"), .. options], Cancellation);

        Assert.Equal(code, run.ExitCode);
        Assert.False(File.Exists(Trend));
    }

    internal static void Copy(string model, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(model))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }

    private string Checkpoint(string name, string model)
    {
        var path = _folder.At("run", name);
        Copy(ModelOf(model), path);
        return path;
    }

    private static string ModelOf(string name, [CallerFilePath] string here = "") => name == "joint"
        ? LoadedModel.SampleFolder
        : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here) ?? "", "..", "..", "models", name));

    private Task<CliRun> WatchAsync(params string[] options) => CliRun.Of(
        ["watch", _folder.At("run"), "--settle", "0", "--policy", Policy, "-o", _folder.At("out"), .. options], Cancellation);
}
