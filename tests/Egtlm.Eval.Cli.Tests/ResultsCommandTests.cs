using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

public sealed class ResultsCommandTests : IDisposable
{
    private const string Hash = "baseline/hash";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_that_run_wrote_passes()
    {
        await Run("sample", "--model", Hash);

        var check = await Of("results", "check", _folder.Path);

        Assert.Equal((0, "6 results in 1 folders pass"), (check.ExitCode, check.Output.Trim()));
        Assert.Contains("note     leave run.json, *.items.jsonl out", check.Error);
        Assert.Contains("registered in mteb", check.Error);
    }

    [Fact]
    public async Task Findings_exit_with_1_and_are_in_the_document()
    {
        await Run("SampleSTS", "--model", LoadedModel.SampleFolder);

        var check = await Of("results", "check", _folder.Path, "--json");

        using var document = JsonDocument.Parse(check.Output);
        Assert.Equal(1, check.ExitCode);
        Assert.False(document.RootElement.GetProperty("ok").GetBoolean());
        var finding = document.RootElement.GetProperty("findings")[0];
        Assert.EndsWith("model_meta.json", finding.GetProperty("file").GetString());
        Assert.NotEmpty(finding.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_error() =>
        Assert.Contains("there is no folder", (await Of("results", "check", _folder.At("no"))).Error);

    [Fact]
    public async Task A_whole_benchmark_ends_with_its_means()
    {
        var run = await Run("sample", "--model", Hash);
        var json = await Run("sample", "--model", Hash, "--json");

        Assert.Contains("mean of tasks", run.Output);
        Assert.Matches(@"Retrieval +0\.\d{6}", run.Output);
        using var document = JsonDocument.Parse(json.Output);
        var benchmark = Assert.Single(document.RootElement.GetProperty("benchmarks").EnumerateArray());
        double[] scores =
        [
            .. document.RootElement.GetProperty("tasks").EnumerateArray()
                .Select(task => task.GetProperty("main_score").GetDouble()),
        ];
        Assert.Equal("sample", benchmark.GetProperty("benchmark").GetString());
        Assert.Equal(scores.Sum() / 6, benchmark.GetProperty("mean_task").GetDouble(), 12);
        Assert.Equal(6, benchmark.GetProperty("types").EnumerateObject().Count());
        Assert.Empty(benchmark.GetProperty("missing").EnumerateArray());
    }

    [Theory]
    [InlineData("sample/sts")]
    [InlineData("SampleSTS")]
    public async Task A_part_of_a_benchmark_has_no_mean(string what) =>
        Assert.DoesNotContain("mean of", (await Run(what, "--model", Hash)).Output);

    [Fact]
    public async Task A_benchmark_with_a_failed_task_says_what_is_missing()
    {
        _folder.WriteText("tasks/benchmarks/pair.json", """
            { "name": "pair", "description": "x", "tasks": [{ "name": "SampleSTS" }, { "name": "Broken" }] }
            """);
        _folder.WriteText("tasks/Broken.json", """
            { "type": "sts", "name": "Broken", "dataset": { "path": "a/b", "revision": "1" }, "splits": ["test"],
              "subsets": [{ "name": "default", "languages": ["eng-Latn"] }], "main_score": "cosine_spearman",
              "min_score": 0, "max_score": 5 }
            """);
        _folder.WriteText("tasks/data/Broken/test.jsonl", "{}\n");

        var run = await Run(
            "pair", "--model", Hash, "--tasks-dir", _folder.At("tasks"), "--data", _folder.At("tasks", "data"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no mean over pair: no score of Broken", run.Error);
        Assert.DoesNotContain("mean of", run.Output);
    }

    [Fact]
    public async Task Dry_run_shows_and_run_stores_the_text_before_every_input()
    {
        _folder.WriteText("prompts.json", """{"STS": "Same?", "Retrieval": {"query": "Find:\nit"}}""");
        string[] with = ["--model", LoadedModel.SampleFolder, "--prompts", _folder.At("prompts.json")];

        var dry = await Run(["SampleSTS", "SampleRetrieval", "--dry-run", "--calibrate", "0.1", .. with]);
        await Run(["SampleSTS", .. with]);

        Assert.Matches(@"SampleSTS +none +'<\|user\|>\\nSame\?\\n<\|embed\|>\\n'", dry.Output);
        Assert.Matches(@"SampleRetrieval +query +'<\|user\|>\\nFind:\\nit\\n<\|embed\|>\\n'", dry.Output);
        Assert.Matches(@"SampleRetrieval +document +'<\|embed\|>\\n'", dry.Output);
        var manifest = Assert.Single(Directory.GetFiles(_folder.Path, "run.json", SearchOption.AllDirectories));
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(manifest, Cancellation));
        var prompt = Assert.Single(document.RootElement.GetProperty("prompts").EnumerateArray());
        Assert.Equal("<|user|>\nSame?\n<|embed|>\n", prompt.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_set_without_the_task_is_said_in_the_table_and_in_json()
    {
        var dry = await Run(
            "SampleSTS", "--dry-run", "--calibrate", "0.1", "--json", "--model", LoadedModel.SampleFolder, "--instructions", "e5");

        using var document = JsonDocument.Parse(dry.Output);
        var row = document.RootElement.GetProperty("prompts")[0];
        Assert.Equal(JsonValueKind.Null, row.GetProperty("text").ValueKind);
        Assert.Contains("'e5' has no instruction for 'SampleSTS'", row.GetProperty("problem").GetString());
    }

    [Theory]
    [InlineData("--instructions", "e55", "there is no instruction set 'e55'")]
    [InlineData("--prompts", "nowhere.json", "there is no file of prompts")]
    public async Task What_is_not_there_is_an_error(string option, string value, string message) =>
        Assert.Contains(message, (await Run("SampleSTS", "--model", LoadedModel.SampleFolder, option, value)).Error);

    [Fact]
    public async Task A_baseline_reads_no_prompts()
    {
        var run = await Run("SampleSTS", "--model", Hash, "--instructions", "e5");

        Assert.Contains("'baseline/hash' reads no prompts", run.Error);
    }

    private Task<CliRun> Run(params string[] args) => Of(["run", .. args, "--output", _folder.Path]);

    private static Task<CliRun> Of(params string[] args) => CliRun.Of(args, Cancellation);
}
