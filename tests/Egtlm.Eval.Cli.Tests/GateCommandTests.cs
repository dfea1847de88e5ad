using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

public sealed class GateCommandTests : IDisposable
{
    private const string Check = """{ "check": "GenregChoice", "metric": "acc", "tier": "critical", "margin": 0.03 }""";

    private readonly ResultScene _scene = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(200, 0, "inconclusive", 0, "PASS")]
    [InlineData(200, 60, "inconclusive", 3, "BREACH")]
    [InlineData(10, 0, "inconclusive", 4, "INCONCLUSIVE")]
    [InlineData(10, 0, "pass", 0, "INCONCLUSIVE")]
    [InlineData(10, 0, "fail", 3, "INCONCLUSIVE")]
    public async Task The_exit_code_is_the_verdict(int items, int wrong, string inconclusive, int code, string verdict)
    {
        await AddAsync(items, wrong);

        var run = await GateAsync("--inconclusive", inconclusive);

        Assert.Equal((code, ""), (run.ExitCode, Errors(run)));
        Assert.Contains($"{verdict}: 1 checks of policy policy", run.Output);
        Assert.Contains("clusters  discordant", run.Output);
    }

    [Theory]
    [InlineData("no items", "score it again with --overwrite")]
    [InlineData("other task", "the candidate has no result of 'GenregChoice': score it")]
    [InlineData("item missing", "the candidate lacks 1 items of the other side: 'test/default/i199'")]
    [InlineData("half a line", "GenregChoice.items.jsonl:201: not an item of a task")]
    [InlineData("other tokenizer", "the tokenizer of 'GenregChoice' differs: unknown and t2")]
    [InlineData("unknown check", "there is no task or benchmark 'GenregChoise', and neither side has results of it; did you")]
    public async Task Unequal_work_exits_with_1_and_says_why(string work, string reason)
    {
        await AddAsync(200, 0);
        var items = Path.Combine(_scene.Side("cand"), "GenregChoice.items.jsonl");
        var lines = await File.ReadAllLinesAsync(items, Cancellation);
        switch (work)
        {
            case "no items":
                File.Delete(items);
                break;
            case "other task":
                File.Move(items, items.Replace("Choice", "Answers"));
                File.Move(items.Replace(".items.jsonl", ".json"), items.Replace("Choice.items.jsonl", "Answers.json"));
                break;
            case "item missing":
                await File.WriteAllLinesAsync(items, lines[..^1], Cancellation);
                break;
            case "half a line":
                await File.WriteAllLinesAsync(items, [.. lines[..^1], lines[^1][..20]], Cancellation);
                break;
            case "other tokenizer":
                await File.WriteAllLinesAsync(
                    items, [lines[0].Replace("{", """{"tokenizer":"t2","""), .. lines[1..]], Cancellation);
                break;
            default:
                break;
        }

        var policy = _scene.Policy(work == "unknown check" ? Check.Replace("Choice", "Choise") : Check);
        var run = await CliRun.Of(
            ["gate", _scene.At("cand"), "--baseline", _scene.At("base"), "--policy", policy], Cancellation);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(reason, run.Output);
        Assert.Contains("INVALID: 1 checks of policy policy, 1 invalid", run.Output);
    }

    [Theory]
    [InlineData("cand")]
    [InlineData("--baseline", "base")]
    [InlineData]
    [InlineData("cand", "--baseline", "base", "--inconclusive", "maybe")]
    [InlineData("cand", "--baseline", "base", "--seed", "x")]
    [InlineData("--noise-floor", "base")]
    public async Task A_wrong_command_line_exits_with_2(params string[] args)
    {
        var run = await CliRun.Of(["gate", .. args], Cancellation);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("egtlm-eval gate --help", run.Error);
    }

    [Fact]
    public async Task Json_is_the_document_that_lies_beside_the_results()
    {
        await AddAsync(200, 60);

        var run = await GateAsync("--json");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal((3, "breach"), (run.ExitCode, document.RootElement.GetProperty("verdict").GetString()));
        Assert.Equal(run.Output, await File.ReadAllTextAsync(Path.Combine(_scene.Side("cand"), "gate.json"), Cancellation));
    }

    [Fact]
    public async Task JUnit_and_the_step_summary_are_files()
    {
        await AddAsync(200, 60);
        var summary = _scene.At("summary.md");
        await File.WriteAllTextAsync(summary, "earlier step\n", Cancellation);

        await CliRun.Of(
            [.. Arguments, "--junit", _scene.At("gate.xml")], Cancellation, null, name => name == "GITHUB_STEP_SUMMARY" ? summary : null);

        Assert.Contains("failures=\"1\"", await File.ReadAllTextAsync(_scene.At("gate.xml"), Cancellation));
        Assert.StartsWith("earlier step\n### Gate: BREACH\n", await File.ReadAllTextAsync(summary, Cancellation));
    }

    [Fact]
    public async Task A_wrong_policy_is_an_error_with_its_line()
    {
        await AddAsync(10, 0);

        var run = await CliRun.Of(
            ["gate", _scene.At("cand"), "--baseline", _scene.At("base"), "--policy", _scene.Policy(Check.Replace("acc", "ac"))], Cancellation);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("policy.json(5): there is no metric 'ac'", run.Error);
    }

    [Fact]
    public async Task The_noise_floor_is_printed_and_kept()
    {
        await AddAsync(200, 60);
        var policy = _scene.Policy(Check);

        var floor = await CliRun.Of(
            ["gate", "--noise-floor", _scene.At("base"), _scene.At("cand"), "--policy", policy], Cancellation);
        var gate = await GateAsync();

        Assert.Equal((0, 1), (floor.ExitCode, gate.ExitCode));
        Assert.Matches(@"GenregChoice acc +0\.3 +0\.9", floor.Output);
        Assert.Contains("is finer than 3 times the noise floor 0.3", gate.Output);
    }

    [Fact]
    public async Task A_model_against_itself_passes_and_its_results_still_check()
    {
        foreach (var side in (string[])["one", "two"])
        {
            await CliRun.Of(["run", "sample", "--model", "baseline/hash", "--output", _scene.At(side)], Cancellation);
        }

        var policy = _scene.Policy(
            """{ "check": "sample", "metric": "main", "tier": "critical", "margin": 0.01 }""",
            """{ "check": "sample", "metric": "mean_of_tasks", "tier": "critical", "margin": 0.005 }""");
        var gate = await CliRun.Of(
            ["gate", _scene.At("two"), "--baseline", _scene.At("one"), "--policy", policy, "--json"], Cancellation);
        var check = await CliRun.Of(["results", "check", _scene.At("two")], Cancellation);

        using var document = JsonDocument.Parse(gate.Output);
        var checks = document.RootElement.GetProperty("checks").EnumerateArray().ToArray();
        Assert.Equal((0, 7), (gate.ExitCode, checks.Length));
        Assert.All(checks, one => Assert.Equal(0, one.GetProperty("damage").GetDouble()));
        Assert.Equal(0, check.ExitCode);
        Assert.Contains("leave run.json, gate.json, *.items.jsonl out", check.Error);
    }

    private string[] Arguments =>
        ["gate", _scene.At("cand"), "--baseline", _scene.At("base"), "--policy", _scene.Policy(Check)];

    private Task<CliRun> GateAsync(params string[] more) => CliRun.Of([.. Arguments, .. more], Cancellation);

    private static string Errors(CliRun run) =>
        string.Concat(run.Error.Split('\n').Where(line => line.StartsWith("error", StringComparison.Ordinal)));

    private async Task AddAsync(int items, int wrong)
    {
        await _scene.AddAsync("base", "GenregChoice", ResultScene.Items(items, _ => "acc=1"));
        await _scene.AddAsync("cand", "GenregChoice", ResultScene.Items(items, i => i < wrong ? "acc=0" : "acc=1"));
    }
}
