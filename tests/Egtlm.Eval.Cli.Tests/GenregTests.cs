using System.Text.Json;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

/// <summary>The checks of the generating half, on the sample model.</summary>
public sealed class GenregTests : IDisposable
{
    private const double Tolerance = 1e-4;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Likelihood_checks_write_documents_and_items_and_are_skipped_when_finished()
    {
        string[] tasks = ["GenregResponse", "GenregText", "GenregChoice"];
        var first = await Run("a", tasks);
        var files = tasks.SelectMany(task => new[] { Find("a", task + ".json"), Find("a", task + ".items.jsonl") });
        var before = files.ToDictionary(file => file, File.ReadAllText);

        var second = await Run("a", tasks);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.DoesNotContain("mean of tasks", first.Output, StringComparison.Ordinal);
        Assert.Contains("3 finished earlier", second.Error, StringComparison.Ordinal);
        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllText(file.Key)));
    }

    [Fact]
    public async Task Values_do_not_depend_on_the_size_of_batches()
    {
        string[] tasks = ["GenregResponse", "GenregText", "GenregChoice"];
        await Run("a", tasks);
        await Run("b", [.. tasks, "--batch-tokens", "64"]);

        foreach (var task in tasks)
        {
            var (one, other) = (await ItemsAsync("a", task), await ItemsAsync("b", task));
            Assert.Equal(one.Header, other.Header);
            Assert.NotNull(one.Header.Dataset);
            Assert.NotNull(one.Header.Tokenizer);
            Assert.Equal(task != "GenregText", one.Header.Template is not null);
            Assert.Equal(one.Rows.Select(row => row.Item), other.Rows.Select(row => row.Item));
            foreach (var (mine, theirs) in one.Rows.Zip(other.Rows))
            {
                Assert.All(mine.Values, value => Assert.Equal(value.Value, theirs.Values[value.Key], Tolerance));
            }
        }
    }

    [Fact]
    public async Task A_part_whose_items_are_gone_is_scored_again()
    {
        await Run("a", "GenregChoice", "--subsets", "en");
        await Run("a", "GenregChoice");
        var items = await ItemsAsync("a", "GenregChoice");

        Assert.Equal(["en", "zh"], items.Rows.Select(row => row.Subset).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Both_halves_of_a_model_run_together_and_leave_each_other_alone()
    {
        var run = await Run("a", "GenregIsolation", "SampleSTS");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("\"main_score\": 1.0", await File.ReadAllTextAsync(Find("a", "GenregIsolation.json"), Cancellation), StringComparison.Ordinal);
        Assert.True(File.Exists(Find("a", "SampleSTS.json")));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Both_halves_are_held_against_a_fresh_process_where_one_can_be_started(bool hasProgram, int compared)
    {
        string[] program = ["dotnet", typeof(Application).Assembly.Location];
        var run = await CliRun.Of(
            [
                "run", "SampleText", "GenregIsolation", "--model", LoadedModel.SampleFolder, "--dimensions", "64",
                "--output", Path.Combine(_folder.Path, "a"), "--cache", Path.Combine(_folder.Path, "cache"),
            ],
            Cancellation,
            program: hasProgram ? program : null);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(
            [$"logits equal=1 equal_in_process=1 compared_fresh={compared}", $"embeddings equal=1 equal_in_process=1 compared_fresh={compared}"],
            (await ItemsAsync("a", "GenregIsolation")).Rows.Select(
                row => $"{row.Item} {string.Join(' ', row.Values.Select(value => $"{value.Key}={value.Value}"))}"));
    }

    [Fact]
    public async Task A_fresh_process_that_fails_fails_the_task_with_its_words()
    {
        var run = await CliRun.Of(
            [
                "run", "GenregIsolation", "--model", LoadedModel.SampleFolder, "--output", Path.Combine(_folder.Path, "a"),
            ],
            Cancellation,
            program: ["/bin/sh", "-c", "echo no memory >&2; exit 1"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the fresh process that the numbers are compared with failed: no memory", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_benchmark_has_a_small_generating_part_that_no_mean_counts()
    {
        var run = await Run("a", "sample");
        var hash = await Run("b", "sample", "--model", "baseline/hash");

        Assert.Equal((0, 0), (run.ExitCode, hash.ExitCode));
        Assert.Matches(@"SampleResponse +nll_per_token +\d", run.Output);
        Assert.Matches(@"SampleText +bits_per_byte +\d", run.Output);
        Assert.Matches(@"mean of tasks +0\.74", run.Output); // README: embeddings of joint, 0.7407
        Assert.Contains(
            "left out SampleResponse, SampleText: the model 'baseline/hash' does not generate", hash.Error, StringComparison.Ordinal);
        Assert.Contains("6 run, 0 finished earlier, 0 failed", hash.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_companion_that_is_asked_for_by_name_is_not_left_out()
    {
        var run = await Run("a", "sample/sts", "SampleText", "--model", "baseline/hash");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error: SampleText: the model 'baseline/hash' does not generate", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_baseline_fails_what_it_cannot_do_and_the_others_go_on()
    {
        var run = await Run("a", "genreg/text", "SampleSTS", "--model", "baseline/hash");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error: GenregText: the model 'baseline/hash' does not generate", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Find("a", "SampleSTS.json")));
    }

    [Fact]
    public async Task Answers_and_options_are_as_likely_as_in_transformers()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Path("goldens", "tiny_egtlm.json")));
        var joint = golden.RootElement.GetProperty("checkpoints").GetProperty("joint");
        JsonElement[] chats = [.. joint.GetProperty("chat_nll").EnumerateArray()];
        JsonElement[] questions = [.. joint.GetProperty("options").EnumerateArray()];
        var (turns, options) = (Folder("turns"), Folder("options"));
        await File.WriteAllLinesAsync(Path.Combine(turns, "test.jsonl"), chats.Select(Turn), Cancellation);
        await File.WriteAllLinesAsync(Path.Combine(options, "test.jsonl"), questions.Select(Question), Cancellation);

        var run = await Run(
            "a", "GenregResponse", "GenregChoice", "--subsets", "en", "--data", "GenregResponse/en=" + turns, "--data", "GenregChoice/en=" + options);

        Assert.True(run.ExitCode == 0, run.Error);
        var nll = (await ItemsAsync("a", "GenregResponse")).Rows.Select(row => row.Values["nll"]);
        Assert.All(
            chats.Select(chat => chat.GetProperty("nll").EnumerateArray().Sum(value => value.GetDouble())).Zip(nll),
            pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        var margins = (await ItemsAsync("a", "GenregChoice")).Rows.Select(row => row.Values["margin"]);
        Assert.All(questions.Select(Margin).Zip(margins), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }

    private static string Turn(JsonElement chat) => JsonSerializer.Serialize(new
    {
        messages = new[]
        {
            new { role = "user", content = chat.GetProperty("user").GetString() },
            new { role = "assistant", content = chat.GetProperty("assistant").GetString() },
        },
    });

    private static string Question(JsonElement question) => JsonSerializer.Serialize(new
    {
        question = question.GetProperty("question").GetString(),
        options = question.GetProperty("options"),
        answer = question.GetProperty("gold").GetInt32(),
    });

    private static double Margin(JsonElement question)
    {
        double[] sums = [.. question.GetProperty("ll").EnumerateArray().Select(value => value.GetDouble())];
        var gold = question.GetProperty("gold").GetInt32();
        return sums[gold] - sums.Where((_, i) => i != gold).Max();
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_folder.Path, name)).FullName;

    private string Find(string output, string name) => Assert.Single(
        Directory.EnumerateFiles(Path.Combine(_folder.Path, output), name, SearchOption.AllDirectories));

    private async Task<ItemFile> ItemsAsync(string output, string task) =>
        (await ItemFile.ReadAsync(Find(output, task + ".items.jsonl"), Cancellation))!; // not null: Find saw it

    private Task<CliRun> Run(string output, params string[] arguments) => CliRun.Of(
        [
            "run", .. arguments, .. arguments.Contains("--model") ? Array.Empty<string>() : ["--model", LoadedModel.SampleFolder],
            "--output", Path.Combine(_folder.Path, output), "--no-cache",
        ],
        Cancellation);
}
