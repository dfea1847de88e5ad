using System.Runtime.CompilerServices;
using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

/// <summary>Checkpoints held against what the run of another one kept.</summary>
public sealed class DriftTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string BaseResults => FolderOf("base");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_candidate_has_a_distance_from_the_baseline_and_the_baseline_none()
    {
        await Run("base", "GenregText", "--subsets", "en");
        var itself = await Run("base", "GenregDrift", "--subsets", "en", "--drift-from", BaseResults, "--batch-tokens", "300");
        var joint = await Run("joint", "GenregText", "--subsets", "en", "--drift-from", BaseResults);
        var again = await Run("joint", "GenregText", "--subsets", "en", "--drift-from", BaseResults);

        Assert.True(itself.ExitCode + joint.ExitCode == 0, itself.Error + joint.Error);
        Assert.Contains("2 finished earlier", again.Error, StringComparison.Ordinal);
        Assert.InRange(Score("base", "kl"), 0, 1e-6);
        Assert.Equal(1, Score("base", "same_top"), 1e-3);
        Assert.InRange(Score("joint", "kl"), 0.05, 0.2); // 0.089 as measured
        Assert.InRange(Score("joint", "same_top"), 0.6, 0.9); // 0.731
        Assert.InRange(new FileInfo(FileOf("base", "GenregText.top64")).Length, 1_000_000, 1_700_000);

        // What was measured from one baseline is not taken for what is measured from another.
        var zh = await Run("joint", "GenregDrift", "--subsets", "zh", "--drift-from", BaseResults);
        var other = await Run("joint", "GenregDrift", "--subsets", "en", "--drift-from", FolderOf("joint"));
        Assert.Contains("keeps no distributions of test/zh", zh.Error, StringComparison.Ordinal);
        Assert.Contains("pass --overwrite to score it again", other.Error, StringComparison.Ordinal);

        var gate = await CliRun.Of(
            ["gate", FolderOf("joint"), "--baseline", BaseResults, "--policy", Policy(), "--json"],
            Cancellation);
        Assert.Equal(0, gate.ExitCode);
        Assert.Contains("\"verdict\": \"pass\"", gate.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drift_from_nothing_is_refused_before_any_model_is_read()
    {
        var none = await Run("base", "GenregDrift");
        Directory.CreateDirectory(BaseResults);
        File.WriteAllText(FileOf("base", "model_meta.json"), "{}");
        var old = await Run("base", "GenregText", "--drift-from", BaseResults);
        File.WriteAllText(FileOf("base", "GenregText.top64"), "{}");
        var damaged = await Run("base", "GenregText", "--drift-from", BaseResults);

        Assert.All([none, old, damaged], run => Assert.Equal(1, run.ExitCode));
        Assert.Contains("'GenregDrift' measures the distance from a baseline, and none was given", none.Error, StringComparison.Ordinal);
        Assert.Contains("keeps no distributions: there is no", old.Error, StringComparison.Ordinal);
        Assert.Contains("GenregText.top64: the first line is not that of kept distributions", damaged.Error, StringComparison.Ordinal);
    }

    private double Score(string model, string metric)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(FileOf(model, "GenregDrift.json")));
        return document.RootElement.GetProperty("scores").GetProperty("test")[0].GetProperty(metric).GetDouble();
    }

    private string FolderOf(string model) => Path.Combine(_folder.Path, $"tiny__{model}", "1");

    private string FileOf(string model, string file) => Path.Combine(FolderOf(model), file);

    private string Policy() => _folder.WriteText("policy.json", """
        {
          "name": "policy",
          "description": "of a test",
          "checks": [
            { "check": "GenregDrift", "metric": "kl", "tier": "advisory", "margin": 0.5 },
            { "check": "GenregDrift", "metric": "same_top", "tier": "advisory", "margin": 0.5 }
          ]
        }
        """);

    private Task<CliRun> Run(string model, params string[] arguments) => CliRun.Of(
        [
            "run", .. arguments, "--model", ModelOf(model), "--name", $"tiny/{model}", "--revision", "1",
            "--output", _folder.Path, "--no-cache",
        ],
        Cancellation);

    private static string ModelOf(string name, [CallerFilePath] string here = "") => name == "joint"
        ? LoadedModel.SampleFolder
        : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here) ?? "", "..", "models", name));
}
