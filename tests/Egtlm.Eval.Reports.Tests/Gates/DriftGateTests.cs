using Egtlm.Eval.Generation;
using Egtlm.Eval.Generation.Metrics;
using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Gates;

/// <summary>A drift is measured on the candidate's side alone; it is shown and decides nothing.</summary>
public sealed class DriftGateTests : IDisposable
{
    private const string Task = "GenregDrift";
    private const string Check = """{ "check": "GenregDrift", "metric": "kl", "tier": "advisory", "margin": 0.1 }""";
    private const string Same = """{ "check": "GenregDrift", "metric": "same_top", "tier": "advisory", "margin": 0.1 }""";

    private readonly ResultScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Candidate_that_was_held_against_the_baseline_has_its_distance()
    {
        await AddAsync("cand", Keep("base"), i => $"kl={2 + (i % 3)} same_top=15 squared_change=1 tokens=20");

        var report = await JudgeAsync();

        Assert.Equal(
            [("GenregDrift kl", GateOutcome.Breach), ("GenregDrift same_top", GateOutcome.Breach)],
            report.Checks.Select(check => (check.Name, check.Outcome)));
        Assert.Equal(GateOutcome.Pass, report.Outcome);
        Assert.Equal((0.0, 0.15), Values(report.Checks[0]));
        Assert.Equal((1.0, 0.75), Values(report.Checks[1]));
    }

    [Fact]
    public async Task Sides_that_were_held_against_one_model_are_compared()
    {
        await AddAsync("base", "digest", i => $"kl={1 + (i % 3)} same_top=20 squared_change=1 tokens=20");
        await AddAsync("cand", "digest", i => $"kl={1 + (i % 3)} same_top=20 squared_change=1 tokens=20");

        var report = await JudgeAsync();

        Assert.Equal([0.1, 0.1], new[] { Values(report.Checks[0]).Item1, Values(report.Checks[0]).Item2 });
        Assert.Equal(GateOutcome.Pass, report.Outcome);
        Assert.All(report.Checks, check => Assert.NotEqual(GateOutcome.Invalid, check.Outcome));
    }

    [Fact]
    public async Task Sides_without_a_drift_skip_the_check()
    {
        Keep("base");
        _scene.Side("cand");

        var report = await JudgeAsync();

        Assert.All(report.Checks, check => Assert.Equal(GateOutcome.Skipped, check.Outcome));
        Assert.Equal("'GenregDrift' was scored on neither side", report.Checks[0].Reason);
        Assert.Equal(GateOutcome.Pass, report.Outcome);
    }

    [Fact]
    public async Task Candidate_without_a_drift_skips_the_check_whatever_the_baseline_has()
    {
        await AddAsync("base", "older", i => "kl=1 same_top=20 squared_change=1 tokens=20");
        _scene.Side("cand");

        var report = await JudgeAsync();

        Assert.All(report.Checks, check => Assert.Equal(GateOutcome.Skipped, check.Outcome));
        Assert.Equal("the candidate's run measured no 'GenregDrift': --drift-from adds it", report.Checks[0].Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Drift_from_another_run_than_the_baseline_is_no_number(bool hasBaselineDrift)
    {
        Keep("base");
        await AddAsync("cand", "another", i => "kl=1 same_top=20 squared_change=1 tokens=20");
        if (hasBaselineDrift)
        {
            await AddAsync("base", "older", i => "kl=1 same_top=20 squared_change=1 tokens=20");
        }

        var report = await JudgeAsync();

        Assert.All(report.Checks, check => Assert.Equal(GateOutcome.Invalid, check.Outcome));
        Assert.StartsWith(
            "the candidate's 'GenregDrift' was measured from another run than this baseline",
            report.Checks[0].Reason,
            StringComparison.Ordinal);
        Assert.Equal(GateOutcome.Pass, report.Outcome);
    }

    private Task<GateReport> JudgeAsync() => _scene.JudgeAsync(Check, Same);

    private static (double, double) Values(CheckResult check) =>
        (Math.Round(check.Values!.Baseline, 12), Math.Round(check.Values.Candidate, 12)); // not null: it has a number

    /// <summary>Writes distributions of a side and returns their digest.</summary>
    private string Keep(string side)
    {
        var next = new NextToken(-1, 1, new TopTokens([1], [-0.5], -1));
        var file = new DistributionFile(
            new DistributionHeader("GenregText", "org/base@1", null, null),
            [new KeptWindow("test", "en", "a#1", "a", [1], [2], [next])]);
        var bytes = file.ToBytes();
        File.WriteAllBytes(Path.Combine(_scene.Side(side), "GenregText.top64"), bytes);
        return DistributionFile.DigestOf(bytes);
    }

    private Task AddAsync(string side, string digest, Func<int, string> values) => _scene.AddAsync(
        side, Task, ResultScene.Items(30, values), new ItemHeader(Task, digest, null, "t"), revision: digest);
}
