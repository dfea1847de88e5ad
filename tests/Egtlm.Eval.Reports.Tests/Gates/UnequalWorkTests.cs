using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Gates;

/// <summary>There is never a number where both sides did not do the same work.</summary>
public sealed class UnequalWorkTests : IDisposable
{
    private const string Task = "SampleSTS";
    private const string Check = """{ "check": "SampleSTS", "metric": "main", "tier": "critical", "margin": 0.01 }""";

    private readonly ResultScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_side_without_the_task_is_named()
    {
        await _scene.AddAsync("base", Task, Pairs(10));
        _scene.Side("cand");

        Assert.Equal("the candidate has no result of 'SampleSTS': score it", await ReasonAsync());
    }

    [Fact]
    public async Task Results_of_a_version_without_items_must_be_scored_again()
    {
        await _scene.AddAsync("base", Task, Pairs(10));
        _scene.WriteDocument("cand", Task, "default");

        Assert.Equal(
            "the candidate has no items of 'SampleSTS' (test/default): score it again with --overwrite", await ReasonAsync());
    }

    [Fact]
    public async Task A_side_that_ended_half_way_is_unfinished()
    {
        await _scene.AddAsync("base", Task, Pairs(10), subset: "en");
        await _scene.AddAsync("base", Task, Pairs(10), subset: "zh");
        await _scene.AddAsync("cand", Task, Pairs(10), subset: "en");

        Assert.Equal("the candidate is unfinished: it lacks test/zh of 'SampleSTS'", await ReasonAsync());
    }

    [Fact]
    public async Task Missing_items_are_counted_and_the_first_ones_named()
    {
        await _scene.AddAsync("base", Task, Pairs(10));
        await _scene.AddAsync("cand", Task, Pairs(5));

        Assert.Equal(
            "the candidate lacks 5 items of the other side: 'test/default/i5', 'test/default/i6', 'test/default/i7', ...",
            await ReasonAsync());
    }

    [Theory]
    [InlineData("d2", null, null, "the data of 'SampleSTS' differs: d1 and d2")]
    [InlineData(null, null, null, "the data of 'SampleSTS' differs: d1 and unknown")]
    [InlineData("d1", "chat", null, "the chat template of 'SampleSTS' differs: unknown and chat")]
    [InlineData(
        "d1", null, "0123456789abcdef",
        "the tokenizer of 'SampleSTS' differs: unknown and 0123456789ab (only bits_per_byte can be compared)")]
    public async Task Other_data_templates_and_tokenizers_are_refused(
        string? dataset, string? template, string? tokenizer, string expected)
    {
        await _scene.AddAsync("base", Task, Pairs(10));
        await _scene.AddAsync("cand", Task, Pairs(10), new ItemHeader(Task, dataset, template, tokenizer));

        Assert.Equal(expected, await ReasonAsync());
    }

    [Fact]
    public async Task Items_of_another_task_are_refused()
    {
        await _scene.AddAsync("base", Task, Pairs(10));
        await _scene.AddAsync("cand", Task, Pairs(10), new ItemHeader("STSB", "d1"));

        Assert.Equal("the items beside 'SampleSTS' are those of 'STSB'", await ReasonAsync());
    }

    [Fact]
    public async Task Another_gold_score_is_other_data()
    {
        await _scene.AddAsync("base", Task, Pairs(10));
        await _scene.AddAsync("cand", Task, Pairs(10).Select(row => row with { Values = row.Values + "5" }));

        Assert.Equal("item 'test/default/i0' has another 'gold' on each side: the data differs", await ReasonAsync());
    }

    [Fact]
    public async Task Missing_values_and_subsets_are_named()
    {
        await _scene.AddAsync("base", Task, Pairs(10));
        await _scene.AddAsync("cand", Task, Pairs(10));

        var report = await _scene.JudgeAsync(
            Check.Replace("main", "accuracy", StringComparison.Ordinal),
            Check.Replace("\"tier\"", "\"subset\": \"zz\", \"tier\"", StringComparison.Ordinal));

        Assert.Equal(
            [
                "'accuracy' needs the value 'accuracy', item 'test/default/i0' has cosine, gold",
                "'SampleSTS' has no subset 'zz': it has default",
            ],
            report.Checks.Select(check => check.Reason));
    }

    [Fact]
    public async Task A_damaged_file_is_invalid_with_its_line()
    {
        await _scene.AddAsync("base", Task, Pairs(10));
        await _scene.AddAsync("cand", Task, Pairs(10));
        await File.AppendAllTextAsync(
            Path.Combine(_scene.Side("cand"), Task + ".items.jsonl"), "{\"split\":", TestContext.Current.CancellationToken);

        Assert.Contains(".items.jsonl:12: ", await ReasonAsync());
    }

    [Fact]
    public async Task An_unknown_check_is_invalid_and_the_nearest_name_is_told()
    {
        await _scene.AddAsync("base", Task, Pairs(10));
        await _scene.AddAsync("cand", Task, Pairs(10));

        var report = await _scene.JudgeAsync(Check, Check.Replace("SampleSTS", "SampleSST", StringComparison.Ordinal));

        Assert.Equal((GateOutcome.Invalid, GateOutcome.Pass), (report.Outcome, report.Checks[0].Outcome));
        Assert.Contains("there is no task or benchmark 'SampleSST'", report.Checks[1].Reason);
        Assert.EndsWith("did you mean 'SampleSTS'?", report.Checks[1].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("critical", GateOutcome.Invalid)]
    [InlineData("supporting", GateOutcome.Pass)]
    public async Task Work_that_nobody_did_is_skipped_where_nothing_depends_on_it(string tier, GateOutcome expected)
    {
        await _scene.AddAsync("base", Task, Pairs(10));
        await _scene.AddAsync("cand", Task, Pairs(10));

        var report = await _scene.JudgeAsync(
            Check, $$"""{ "check": "STSB", "metric": "main", "tier": "{{tier}}", "margin": 0.01 }""");

        Assert.Equal(expected, report.Outcome);
        Assert.Contains("'STSB' was scored on neither side", report.Checks[1].Reason);
    }

    private async Task<string?> ReasonAsync()
    {
        var report = await _scene.JudgeAsync(Check);
        var check = Assert.Single(report.Checks);
        Assert.Equal((GateOutcome.Invalid, GateOutcome.Invalid), (report.Outcome, check.Outcome));
        Assert.Null(check.Values);
        return check.Reason;
    }

    private static IEnumerable<(string Item, string Cluster, string Values)> Pairs(int count) =>
        ResultScene.Items(count, i => FormattableString.Invariant($"cosine={(i * 7 % count) / 10.0} gold={i}"));
}
