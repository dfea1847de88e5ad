using System.Text.Json;
using System.Xml.Linq;
using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Gates;

/// <summary>The forms that a report takes, of one with every outcome.</summary>
public sealed class GateReportTests : IAsyncLifetime
{
    private readonly ResultScene _scene = new();
    private GateReport _report = null!; // set before each test

    public async ValueTask InitializeAsync()
    {
        await _scene.AddBothAsync(
            "GenregChoice", 50, i => $"margin={i % 5} acc=1 acc_norm=1", i => $"margin={(i % 5) + (i % 2 * 0.001)} acc=1 acc_norm={i % 2}");
        _report = await _scene.JudgeAsync(
            Line("GenregChoice", "margin", "critical", 0.1),
            Line("GenregChoice", "acc_norm", "critical", 0.03),
            Line("GenregChoice", "acc", "critical", 0.03),
            Line("GenregAnswers", "f1", "advisory", 0.03),
            Line("Genreg<&|>", "f1", "critical", 0.03));
    }

    public ValueTask DisposeAsync()
    {
        _scene.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Every_outcome_occurs() => Assert.Equal(
        [GateOutcome.Pass, GateOutcome.Breach, GateOutcome.Inconclusive, GateOutcome.Skipped, GateOutcome.Invalid],
        _report.Checks.Select(check => check.Outcome));

    [Fact]
    public void Json_has_the_verdict_and_the_power_of_every_check()
    {
        using var document = JsonDocument.Parse(GateDocument.Write(_report));
        var root = document.RootElement;
        var breach = root.GetProperty("checks")[1];

        Assert.Equal((1, false, "invalid"), (
            root.GetProperty("version").GetInt32(), root.GetProperty("ok").GetBoolean(), root.GetProperty("verdict").GetString()));
        Assert.Equal(
            ("critical", "breach", 0.5, 25, 50), (
            breach.GetProperty("tier").GetString(),
            breach.GetProperty("verdict").GetString(),
            breach.GetProperty("damage").GetDouble(),
            breach.GetProperty("discordant").GetInt32(),
            breach.GetProperty("clusters").GetInt32()));
        Assert.True(breach.GetProperty("lower").GetDouble() > 0.03);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("checks")[4].GetProperty("damage").ValueKind);
    }

    [Theory]
    [InlineData(GateOutcome.Inconclusive, 2)]
    [InlineData(GateOutcome.Pass, 1)]
    public void JUnit_has_a_test_case_a_check(GateOutcome inconclusive, int failures)
    {
        var suite = XDocument.Parse(GateJUnit.Write(_report, inconclusive)).Root!.Element("testsuite")!; // just written

        Assert.Equal(
            ("5", $"{failures}", "1"),
            (suite.Attribute("tests")?.Value, suite.Attribute("failures")?.Value, suite.Attribute("errors")?.Value));
        var breach = suite.Elements("testcase").ElementAt(1);
        Assert.Equal(("gate.critical", "GenregChoice acc_norm"), (breach.Attribute("classname")?.Value, breach.Attribute("name")?.Value));
        Assert.StartsWith("BREACH: damage 0.5 (", breach.Element("failure")?.Attribute("message")?.Value);
        Assert.Equal("breach", breach.Element("failure")?.Attribute("type")?.Value);
    }

    [Fact]
    public void Markdown_is_a_table_with_escaped_cells()
    {
        var text = GateText.Markdown(_report);

        Assert.StartsWith("### Gate: INVALID\n\n`", text, StringComparison.Ordinal);
        Assert.Contains("| BREACH | critical | GenregChoice acc_norm | 1 | 0.5 | 0.5 |", text);
        Assert.Contains("Genreg<&\\|>", text);
    }

    [Fact]
    public void The_last_line_counts_outcomes() => Assert.Equal(
        "INVALID: 5 checks of policy policy, 1 pass, 1 breach, 1 inconclusive, 1 invalid, 1 skipped", GateText.Summary(_report));

    private static string Line(string check, string metric, string tier, double margin) =>
        FormattableString.Invariant($$"""{ "check": "{{check}}", "metric": "{{metric}}", "tier": "{{tier}}", "margin": {{margin}} }""");
}
