using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

public sealed class RunCommandTests : IDisposable
{
    private const string Hash = "baseline/hash";
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sample_runs_with_a_baseline_and_writes_a_file_per_task()
    {
        var run = await Run("sample", "--model", Hash);

        Assert.Equal((0, ""), (run.ExitCode, Errors(run)));
        Assert.Contains("SampleSTS", run.Output, StringComparison.Ordinal);
        string[] files = [.. Directory.EnumerateFiles(Results, "Sample*.json").Select(Path.GetFileName).Order().OfType<string>()];
        Assert.Equal(
            [
                "SampleClassification.json", "SampleClustering.json", "SamplePairClassification.json", "SampleReranking.json",
                "SampleRetrieval.json", "SampleSTS.json",
            ],
            files);
        Assert.True(File.Exists(Path.Combine(Results, "run.json")));
        Assert.True(File.Exists(Path.Combine(Results, "model_meta.json")));
    }

    [Fact]
    public async Task Sample_runs_with_its_own_model_when_none_is_given()
    {
        var run = await Run("sample/sts", "--json");

        using var document = JsonDocument.Parse(run.Output);
        var task = Assert.Single(document.RootElement.GetProperty("tasks").EnumerateArray());
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("using the sample model", run.Error, StringComparison.Ordinal);
        Assert.InRange(task.GetProperty("main_score").GetDouble(), 0.3, 1);
    }

    [Fact]
    public async Task Finished_tasks_are_skipped_and_overwrite_scores_them_again()
    {
        await Run("SampleSTS", "--model", Hash);
        var file = Path.Combine(Results, "SampleSTS.json");
        var first = await File.ReadAllBytesAsync(file, Cancellation);

        var second = await Run("SampleSTS", "--model", Hash);
        Assert.Contains("finished earlier", second.Output, StringComparison.Ordinal);
        Assert.Equal(first, await File.ReadAllBytesAsync(file, Cancellation));

        var third = await Run("SampleSTS", "--model", Hash, "--overwrite");
        Assert.DoesNotContain("finished earlier", third.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_of_another_profile_are_not_mixed_in()
    {
        await Run("SampleSTS", "--model", LoadedModel.SampleFolder);

        var other = await Run("SampleSTS", "--model", LoadedModel.SampleFolder, "--max-length", "32");

        Assert.Equal(1, other.ExitCode);
        Assert.Contains("holds results with max_length '512', this run has '32'", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_document_on_stdout_also_on_failure()
    {
        var run = await Run("NoSuchTask", "--model", Hash, "--json");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(1, run.ExitCode);
        Assert.False(document.RootElement.GetProperty("ok").GetBoolean());
        Assert.Contains(
            "NoSuchTask", document.RootElement.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Misspelt_task_is_an_error_with_the_nearest_name()
    {
        var run = await Run("SampleST", "--model", Hash);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error: there is no task or benchmark 'SampleST'", run.Error, StringComparison.Ordinal);
        Assert.Contains("hint: did you mean 'SampleSTS'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_model_folder_is_an_error_without_a_stack_trace()
    {
        var run = await Run("sample", "--model", Path.Combine(_folder.Path, "nowhere"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error: there is no model folder", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_sample_benchmark_has_a_model_of_its_own()
    {
        var run = await Run("STSBenchmark");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error: no --model was given", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_data_is_an_error_that_names_the_subset()
    {
        var run = await Run("STS17", "--subsets", "en-en", "--model", Hash, "--data", _folder.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--data STS17/en-en=DIR", run.Error, StringComparison.Ordinal);
        Assert.Contains("error: STS17: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Available_runs_what_has_data_and_says_what_it_left_out()
    {
        var row = """{"sentence1": "一只猫", "sentence2": "一只狗 🐕", "score": 2}""" + "\n";
        var other = """{"sentence1": "a", "sentence2": "", "score": 4.5}""" + "\n";
        _folder.WriteText("data/STS17-en-en/test.jsonl", row + other + row.Replace("2}", "1}", StringComparison.Ordinal));

        var run = await Run("available", "--model", Hash, "--data", Path.Combine(_folder.Path, "data"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("STS17", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("SampleSTS", run.Output, StringComparison.Ordinal);
        Assert.Contains("left out STS17 (test): no data for", run.Error, StringComparison.Ordinal);
        Assert.Contains("without data:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_line_names_file_and_line_and_the_other_tasks_go_on()
    {
        _folder.WriteText("data/STSBenchmark/test.jsonl", """{"sentence1": "a", "score": 1}""" + "\n");

        var run = await Run("STSBenchmark", "SampleSTS", "--model", Hash, "--data", Path.Combine(_folder.Path, "data"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("test.jsonl:1: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("'sentence2'", run.Error, StringComparison.Ordinal);
        Assert.Contains("SampleSTS", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_folder_that_is_a_file_is_an_error()
    {
        var file = _folder.WriteText("results", "in the way");

        var run = await Run("sample", "--model", Hash, "--output", file);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error: ", run.Error, StringComparison.Ordinal);
        Assert.Equal("in the way", await File.ReadAllTextAsync(file, Cancellation));
    }

    [Fact]
    public async Task Cancelling_exits_with_130_and_says_how_to_go_on()
    {
        var run = await CliRun.Of(
            ["run", "sample", "--model", Hash, "--output", Path.Combine(_folder.Path, "out")], new CancellationToken(canceled: true));

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("give the same command again", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dry_run_shows_the_plan_and_writes_nothing()
    {
        var run = await Run("sample", "--model", Hash, "--dry-run", "--calibrate", "0.1");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("SampleRetrieval", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Results));
    }

    private string Results => Path.Combine(_folder.Path, "out", "baseline__hash", "1");

    private static string Errors(CliRun run) =>
        string.Concat(run.Error.Split('\n').Where(line => line.StartsWith("error", StringComparison.Ordinal)));

    private Task<CliRun> Run(params string[] args) => CliRun.Of(
        ["run", .. args, .. args.Contains("--output") ? Array.Empty<string>() : ["--output", Path.Combine(_folder.Path, "out")]],
        Cancellation);
}
