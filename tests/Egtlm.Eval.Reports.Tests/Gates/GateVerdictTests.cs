using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Gates;

public sealed class GateVerdictTests : IDisposable
{
    private const string Response = """{ "check": "GenregResponse", "metric": "nll_per_token", "tier": "critical", "margin": 0.01 }""";
    private const string Text = """
        { "check": "GenregText", "metric": "bits_per_byte", "tier": "critical", "margin": 0.01, "margin_kind": "relative" }
        """;

    private readonly ResultScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(0, GateOutcome.Pass)]
    [InlineData(-0.5, GateOutcome.Pass)]
    [InlineData(0.001, GateOutcome.Pass)]
    [InlineData(0.1, GateOutcome.Breach)]
    public async Task A_ratio_of_sums_is_judged_by_its_damage(double damage, GateOutcome expected)
    {
        await _scene.AddBothAsync(
            "GenregResponse", 40, i => Nll(10 + (i % 7), 10), i => Nll(10 + (i % 7) + (10 * damage) + (0.001 * (i % 3)), 10));

        var report = await _scene.JudgeAsync(Response);

        var check = Assert.Single(report.Checks);
        Assert.Equal((expected, expected), (check.Outcome, report.Outcome));
        Assert.Equal(damage, check.Values!.Damage.Mean, 3);
        Assert.Equal(1.29, check.Values.Baseline, 2);
    }

    [Fact]
    public async Task Too_few_noisy_items_are_inconclusive_and_say_how_many_would_do()
    {
        await _scene.AddBothAsync("GenregResponse", 6, i => Nll(10, 10), i => Nll(i % 2 == 0 ? 9 : 11, 10));

        var report = await _scene.JudgeAsync(Response);

        var check = Assert.Single(report.Checks);
        Assert.Equal(GateOutcome.Inconclusive, report.Outcome);
        Assert.StartsWith("weak: ", check.Warning, StringComparison.Ordinal);
        Assert.EndsWith("clusters would do", check.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bits_per_byte_is_relative_and_survives_another_tokenizer()
    {
        var header = new ItemHeader("GenregText", "d1", null, "tokenizer 1");
        await _scene.AddAsync("base", "GenregText", Windows(1.0, 2, 10), header);
        await _scene.AddAsync("cand", "GenregText", Windows(1.05, 3, 12), header with { Tokenizer = "tokenizer 2" });

        var report = await _scene.JudgeAsync(Text, Response.Replace("GenregResponse", "GenregText", StringComparison.Ordinal));

        Assert.Equal([GateOutcome.Breach, GateOutcome.Invalid], report.Checks.Select(check => check.Outcome));
        Assert.Equal(0.05, report.Checks[0].Values!.Damage.Mean, 6);
        Assert.Equal(20, report.Checks[0].Values!.Damage.Clusters);
        Assert.Contains("the tokenizer of 'GenregText' differs", report.Checks[1].Reason);
        Assert.Equal(GateOutcome.Invalid, report.Outcome);
    }

    [Fact]
    public async Task A_hard_check_breaches_where_an_item_is_worse_and_names_it()
    {
        await _scene.AddBothAsync("GenregDegeneration", 5, i => i == 1 ? "leak=1" : "leak=0", i => i == 3 ? "leak=1" : "leak=0");

        var report = await _scene.JudgeAsync("""{ "check": "GenregDegeneration", "metric": "leak", "tier": "hard" }""");

        Assert.Equal(GateOutcome.Breach, report.Outcome);
        Assert.Equal("1 of 5 items are worse: 'test/default/i3'", report.Checks[0].Reason);
    }

    [Fact]
    public async Task Isolation_must_hold_also_where_the_baseline_lacked_it()
    {
        await _scene.AddBothAsync("GenregIsolation", 3, _ => "equal=0", _ => "equal=0");

        var report = await _scene.JudgeAsync("""{ "check": "GenregIsolation", "metric": "equal", "tier": "hard" }""");

        Assert.Equal(GateOutcome.Breach, report.Outcome);
    }

    [Fact]
    public async Task Supporting_checks_are_reported_and_decide_nothing()
    {
        await _scene.AddBothAsync("GenregChoice", 200, _ => "margin=1 acc=1", i => i % 2 == 0 ? "margin=1 acc=1" : "margin=1 acc=0");

        var report = await _scene.JudgeAsync(
            """{ "check": "GenregChoice", "metric": "margin", "tier": "critical", "margin": 0.1 }""",
            """{ "check": "GenregChoice", "metric": "acc", "tier": "supporting", "margin": 0.03 }""");

        Assert.Equal([GateOutcome.Pass, GateOutcome.Breach], report.Checks.Select(check => check.Outcome));
        Assert.Equal(GateOutcome.Pass, report.Outcome);
        Assert.Equal(100, report.Checks[1].Values!.Damage.Counts!.Discordant);
    }

    [Theory]
    [InlineData(1.0, GateOutcome.Pass)]
    [InlineData(1.5, GateOutcome.Breach)]
    [InlineData(0.5, GateOutcome.Breach)]
    public async Task Lengths_may_change_by_a_ratio_in_both_directions(double ratio, GateOutcome expected)
    {
        await _scene.AddBothAsync(
            "GenregDegeneration", 60, i => Length(20 + (i % 5)), i => Length(ratio * (20 + (i % 5)) + (i % 2 * 0.1)));

        var report = await _scene.JudgeAsync("""
            { "check": "GenregDegeneration", "metric": "length", "tier": "critical", "margin": 0.25, "margin_kind": "relative" }
            """);

        Assert.Equal(expected, report.Outcome);
    }

    [Fact]
    public async Task Items_without_a_script_are_left_out_and_counted()
    {
        await _scene.AddBothAsync("GenregDegeneration", 300, i => i < 3 ? "script=NaN" : "script=1", _ => "script=1");

        var check = Assert.Single((await _scene.JudgeAsync(
            """{ "check": "GenregDegeneration", "metric": "script", "tier": "critical", "margin": 0.02 }""")).Checks);

        Assert.Equal((GateOutcome.Pass, 3, 297), (check.Outcome, check.Values!.LeftOut, check.Values.Damage.Items));
    }

    [Fact]
    public async Task Where_no_item_has_a_value_there_is_no_number()
    {
        await _scene.AddBothAsync("GenregDegeneration", 30, _ => "script=1", _ => "script=NaN");

        var check = Assert.Single((await _scene.JudgeAsync(
            """{ "check": "GenregDegeneration", "metric": "script", "tier": "critical", "margin": 0.02 }""")).Checks);

        Assert.Equal(
            (GateOutcome.Invalid, "no item has a value of 'script' on both sides"), (check.Outcome, check.Reason));
    }

    [Fact]
    public async Task Among_many_checks_a_single_weak_breach_is_not_called_one()
    {
        // Damage 0.02 of 0.01 with z just above 1.645: significant alone, not among six.
        await _scene.AddBothAsync("GenregResponse", 200, _ => Nll(10, 10), i => Nll(i % 2 == 0 ? 10.2 + 0.75 : 10.2 - 0.75, 10));
        await _scene.AddBothAsync(
            "GenregChoice", 200, i => $"margin={i % 5} acc=1 acc_norm=1", i => $"margin={i % 5} acc=1 acc_norm=1");
        string[] others =
        [
            .. new[] { "margin", "acc", "acc_norm" }.Select(metric =>
                $$"""{ "check": "GenregChoice", "metric": "{{metric}}", "tier": "critical", "margin": 0.1 }"""),
        ];

        var alone = await _scene.JudgeAsync(Response);
        var among = await _scene.JudgeAsync([Response, .. others]);

        Assert.Equal(GateOutcome.Breach, alone.Outcome);
        Assert.Equal(GateOutcome.Inconclusive, among.Outcome);
        Assert.InRange(among.Checks[0].AdjustedP!.Value, 0.05, 0.2);
    }

    [Fact]
    public async Task The_same_results_pass_everywhere_also_where_items_are_few()
    {
        await _scene.AddBothAsync("GenregResponse", 9, i => Nll(9 + i, 10), i => Nll(9 + i, 10));
        await _scene.AddBothAsync("GenregDegeneration", 4, _ => "degenerate=0", _ => "degenerate=0");

        var report = await _scene.JudgeAsync(
            Response, """{ "check": "GenregDegeneration", "metric": "degenerate", "tier": "critical", "margin": 0.03 }""");

        Assert.All(report.Checks, check => Assert.Equal((GateOutcome.Pass, 0), (check.Outcome, check.Values!.Damage.Mean)));
        Assert.Equal(GateOutcome.Pass, report.Outcome);
    }

    [Fact]
    public async Task Equal_answers_to_few_items_are_no_proof_of_the_same_model()
    {
        await _scene.AddBothAsync("GenregDegeneration", 4, _ => "degenerate=0", _ => "degenerate=0");

        var report = await _scene.JudgeAsync(
            """{ "check": "GenregDegeneration", "metric": "degenerate", "tier": "critical", "margin": 0.03 }""");

        Assert.Equal(GateOutcome.Inconclusive, report.Outcome);
        Assert.StartsWith("weak: ", report.Checks[0].Warning, StringComparison.Ordinal);
    }

    private static string Nll(double nll, int tokens) => FormattableString.Invariant($"nll={nll} tokens={tokens}");

    private static string Length(double length) => FormattableString.Invariant($"length={length}");

    /// <summary>20 documents of 120 bytes, cut in windows of another size by each tokenizer.</summary>
    private static IEnumerable<(string Item, string Cluster, string Values)> Windows(double scale, int windows, int tokens) =>
        Enumerable.Range(0, 20 * windows).Select(i => (
            FormattableString.Invariant($"d{i / windows}/{i % windows}"),
            FormattableString.Invariant($"d{i / windows}"),
            FormattableString.Invariant(
                $"nll={scale * (60 + (i / windows)) / windows} bytes={120.0 / windows} tokens={tokens}")));
}
