using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

/// <summary>What a model generates must not depend on what stands beside it: the same checkpoint is never worse.</summary>
public sealed class BatchSizeTests : IDisposable
{
    private const int Items = 16;

    private static readonly string[] s_tasks = ["GenregDegeneration", "GenregInstructions", "GenregAnswers"];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Batches_of_one_of_some_and_of_all_give_the_same_items_and_no_damage()
    {
        foreach (var tokens in (string[])["1", "700", "16384"])
        {
            string[] data = [.. s_tasks.SelectMany(task => new[] { "--data", $"{task}/zh={SomeOf(task)}" })];
            var run = await CliRun.Of(
                ["run", .. s_tasks, "--subsets", "zh", .. data, "--model", LoadedModel.SampleFolder, "--no-cache",
                    "--output", _folder.At(tokens), "--batch-tokens", tokens],
                Cancellation);
            Assert.True(run.ExitCode == 0, run.Error);
        }

        foreach (var other in (string[])["700", "16384"])
        {
            Assert.All(s_tasks, task => Assert.Equal(ItemsOf("1", task), ItemsOf(other, task)));
            var gate = await CliRun.Of(
                ["gate", _folder.At(other), "--baseline", _folder.At("1"), "--policy", Policy(), "--json"], Cancellation);
            using var document = JsonDocument.Parse(gate.Output);
            JsonElement[] checks = [.. document.RootElement.GetProperty("checks").EnumerateArray()];
            Assert.Equal(4, checks.Length);
            Assert.All(checks, check =>
            {
                Assert.DoesNotContain(check.GetProperty("verdict").GetString(), new[] { "breach", "invalid" });
                Assert.Equal(0, check.GetProperty("damage").GetDouble());
            });
        }
    }

    /// <summary>Rows of the built-in data, spread over all kinds and lengths.</summary>
    private string SomeOf(string task)
    {
        var file = Directory.EnumerateFiles(
            Path.Combine(BuiltInTasks.Directory, "genreg", "data", task + "-zh")).Single();
        string[] rows = File.ReadAllLines(file);
        var folder = Directory.CreateDirectory(_folder.At("data", task)).FullName;
        File.WriteAllLines(
            Path.Combine(folder, Path.GetFileName(file)),
            Enumerable.Range(0, Items).Select(i => rows[i * rows.Length / Items]));
        return folder;
    }

    private string ItemsOf(string output, string task) => File.ReadAllText(Assert.Single(
        Directory.EnumerateFiles(_folder.At(output), task + ".items.jsonl", SearchOption.AllDirectories)));

    private string Policy() => _folder.WriteText("policy.json", """
        {
          "name": "policy",
          "description": "of a test",
          "checks": [
            { "check": "GenregDegeneration", "metric": "degenerate", "tier": "critical", "margin": 0.03 },
            { "check": "GenregDegeneration", "metric": "rep_4", "tier": "critical", "margin": 0.02 },
            { "check": "GenregInstructions", "metric": "prompt_strict", "tier": "critical", "margin": 0.05 },
            { "check": "GenregAnswers", "metric": "exact_match", "tier": "critical", "margin": 0.05 }
          ]
        }
        """);
}
