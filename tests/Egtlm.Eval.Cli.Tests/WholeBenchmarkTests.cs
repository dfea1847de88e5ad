using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

/// <summary>Whole benchmarks from a hub that this test makes up, in every layout that real data sets have.</summary>
public sealed class WholeBenchmarkTests(SyntheticHubFixture hub) : IClassFixture<SyntheticHubFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Home => Path.Combine(_folder.Path, "hf");

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Benchmarks() => [.. SyntheticHubFixture.Benchmarks];

    [Theory]
    [MemberData(nameof(Benchmarks))]
    public async Task Every_task_runs_offline_after_a_pull(string benchmark)
    {
        var pull = await Run(hub.Variables(Home), "data", "pull", benchmark);
        Assert.True(pull.ExitCode == 0, pull.Error);

        var run = await Run(
            hub.Variables(Home, isOffline: true),
            ["run", benchmark, "--model", "baseline/hash", "--json", "--output", _folder.Path]);

        Assert.True(run.ExitCode == 0, run.Error);
        using var document = JsonDocument.Parse(run.Output);
        var scores = document.RootElement.GetProperty("tasks").EnumerateArray().ToDictionary(
            task => task.GetProperty("name").GetString()!, task => task.GetProperty("main_score").GetDouble());
        Assert.Equal(SyntheticHubFixture.TasksOf(benchmark).Select(task => task.Name).Order(), scores.Keys.Order());

        // The made-up texts have topics, and the hash encoder sees their words: chance would score far below.
        Assert.All(scores, score => Assert.InRange(score.Value, 0.3, 1));
    }

    [Fact]
    public async Task A_run_fetches_what_it_needs_and_notes_what_it_read()
    {
        var run = await Run(hub.Variables(Home), "run", "LCQMC", "--model", "baseline/hash", "--output", _folder.Path);

        Assert.True(run.ExitCode == 0, run.Error);
        var manifest = Path.Combine(_folder.Path, "baseline__hash", "1", "run.json");
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(manifest, Cancellation));
        var data = document.RootElement.GetProperty("tasks")[0].GetProperty("data");
        Assert.Equal("C-MTEB/LCQMC", data.GetProperty("dataset").GetString());
        Assert.Equal("17f9b096f80380fce5ed12a9be8be7784b337daf", data.GetProperty("commit").GetString());
        Assert.Matches("^[0-9a-f]{64}$", data.GetProperty("digest").GetString()!);
    }

    [Fact]
    public async Task A_task_whose_data_is_nowhere_does_not_stop_the_others()
    {
        await Run(hub.Variables(Home), "data", "pull", "LCQMC");

        var run = await Run(
            hub.Variables(Home, isOffline: true),
            ["run", "LCQMC", "BQ", "--model", "baseline/hash", "--output", _folder.Path]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("LCQMC", run.Output, StringComparison.Ordinal);
        Assert.Contains("error: BQ: dataset 'C-MTEB/BQ'", run.Error, StringComparison.Ordinal);
        Assert.Contains("is not on this machine", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_compares_bytes_and_numbers_of_items()
    {
        await Run(hub.Variables(Home), "data", "pull", "LCQMC");

        var check = await Run(hub.Variables(Home, isOffline: true), "data", "check", "LCQMC");

        Assert.Equal(1, check.ExitCode);
        Assert.Contains(
            "LCQMC: found 60 samples in split 'test' of subset 'default', expected 12500",
            check.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validating_with_data_compares_numbers_of_items()
    {
        var data = Path.Combine(_folder.Path, "data", "SciFact");
        Directory.CreateDirectory(Path.Combine(data, "qrels"));
        await File.WriteAllTextAsync(Path.Combine(data, "corpus.jsonl"), """{"_id": "d", "text": "t"}""", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(data, "queries.jsonl"), """{"_id": "q", "text": "t"}""", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(data, "qrels", "test.tsv"), "q\td\t1\n", Cancellation);

        var run = await Run(
            hub.Variables(Home, isOffline: true), "tasks", "validate", "--data", Path.Combine(_folder.Path, "data"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("SciFact: found 1 documents in split 'test'", run.Error, StringComparison.Ordinal);
        Assert.Contains("expected 5183", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_file_holds_a_run_to_the_same_bytes()
    {
        var tasks = Path.Combine(_folder.Path, "my-tasks");
        var file = Path.Combine(_folder.Path, "mine.lock.json");
        await Run(hub.Variables(Home), "tasks", "new", "Mine", "--type", "sts", "--dir", tasks);
        string[] lockArguments = ["data", "lock", "Mine", "--tasks-dir", tasks, "-o", file];
        string[] runArguments =
        [
            "run", "Mine", "--tasks-dir", tasks, "--model", "baseline/hash", "--lock", file,
            "--output", _folder.Path, "--overwrite",
        ];

        var locked = await Run(hub.Variables(Home), lockArguments);
        Assert.True(locked.ExitCode == 0, locked.Error);
        Assert.Equal(0, (await Run(hub.Variables(Home), runArguments)).ExitCode);
        await File.AppendAllTextAsync(
            Path.Combine(tasks, "data", "Mine", "test.jsonl"),
            """{"sentence1": "a", "sentence2": "b", "score": 1}""" + "\n",
            Cancellation);
        var changed = await Run(hub.Variables(Home), runArguments);

        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("'test.jsonl' has the SHA-256", changed.Error, StringComparison.Ordinal);
    }

    private static Task<CliRun> Run(Func<string, string?> variables, params string[] arguments) =>
        CliRun.Of(arguments, Cancellation, variable: variables);
}
