using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Gates;

/// <summary>Metrics of whole sets, parts of a task, benchmarks and the noise floor.</summary>
public sealed class EmbeddingGateTests : IDisposable
{
    private const string Sts = """{ "check": "SampleSTS", "metric": "main", "tier": "critical", "margin": 0.01 }""";

    private readonly ResultScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Subsets_of_a_whole_set_metric_are_averaged_as_mteb_does()
    {
        foreach (var (side, noise) in (IEnumerable<(string, int)>)[("base", 0), ("cand", 1)])
        {
            await _scene.AddAsync(side, "SampleSTS", Pairs(60, 0), subset: "en");
            await _scene.AddAsync(side, "SampleSTS", Pairs(60, noise), subset: "zh");
        }

        var check = Assert.Single((await _scene.JudgeAsync(Sts)).Checks);

        Assert.Equal((GateOutcome.Breach, 120), (check.Outcome, check.Values!.Damage.Items));
        Assert.Equal(1, check.Values.Baseline, 12);
        Assert.Equal(1 - check.Values.Candidate, check.Values.Damage.Mean, 12);
        Assert.InRange(check.Values.Candidate, 0.7, 0.8);
        Assert.Equal("combined bounds", check.Values.Damage.Interval!.Method);
    }

    [Fact]
    public async Task A_subset_can_be_judged_alone()
    {
        await _scene.AddAsync("base", "SampleSTS", Pairs(60, 0), subset: "en");
        await _scene.AddAsync("base", "SampleSTS", Pairs(60, 0), subset: "zh");
        await _scene.AddAsync("cand", "SampleSTS", Pairs(60, 0), subset: "en");
        await _scene.AddAsync("cand", "SampleSTS", Pairs(60, 1), subset: "zh");

        var report = await _scene.JudgeAsync(
            Sts.Replace("\"tier\"", "\"subset\": \"en\", \"tier\"", StringComparison.Ordinal));

        Assert.Equal((GateOutcome.Pass, "SampleSTS/en cosine_spearman"), (report.Outcome, report.Checks[0].Name));
    }

    [Fact]
    public async Task A_benchmark_is_judged_by_task_and_by_its_mean()
    {
        foreach (var side in (string[])["base", "cand"])
        {
            var worse = side == "cand" ? 0.2 : 0;
            await _scene.AddAsync(side, "SampleSTS", Pairs(60, 0));
            await _scene.AddAsync(side, "SamplePairClassification", ResultScene.Items(60, i => $"cosine={i} label={i / 30}"));
            await _scene.AddAsync(side, "SampleRetrieval", Values("ndcg_at_10", 0.7 - worse));
            await _scene.AddAsync(side, "SampleReranking", Values("ap", 0.7 - worse));
            await _scene.AddAsync(side, "SampleClassification", Values("accuracy", 0.7));
            await _scene.AddAsync(side, "SampleClustering", Values("v_measure", 0.7));
        }

        var report = await _scene.JudgeAsync(
            """{ "check": "sample", "metric": "main", "tier": "supporting", "margin": 0.01 }""",
            """{ "check": "sample", "metric": "mean_of_tasks", "tier": "critical", "margin": 0.005 }""");

        Assert.Equal(
            [
                "SampleRetrieval ndcg_at_10", "SampleReranking ap", "SampleSTS cosine_spearman", "SampleClassification accuracy",
                "SampleClustering v_measure", "SamplePairClassification cosine_ap", "sample mean_of_tasks",
            ],
            report.Checks.Select(check => check.Name));
        Assert.Equal(0.4 / 6, report.Checks[^1].Values!.Damage.Mean, 9);
        Assert.Equal(GateOutcome.Breach, report.Outcome);
    }

    [Fact]
    public async Task A_margin_below_three_times_the_noise_is_refused()
    {
        await _scene.AddAsync("base", "SampleRetrieval", Values("ndcg_at_10", 0.7));
        await _scene.AddAsync("cand", "SampleRetrieval", Values("ndcg_at_10", 0.696));
        const string check = """{ "check": "SampleRetrieval", "metric": "ndcg_at_10", "tier": "critical", "margin": 0.01 }""";
        var policy = GatePolicyFile.Read(_scene.Policy(check));
        var (first, second) = (await _scene.OpenAsync("base"), await _scene.OpenAsync("cand"));

        var measured = await NoiseFloor.MeasureAsync(
            policy, GateScene.Catalog, first, second, TestContext.Current.CancellationToken);
        await measured.WriteAsync(first.Folder);
        var noise = await NoiseFloor.ReadAsync(first.Folder, TestContext.Current.CancellationToken);
        var report = await new GateRun(policy, GateScene.Catalog, first, second, 1, noise)
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0.004, noise!.Floors["SampleRetrieval ndcg_at_10"], 9);
        Assert.Equal(GateOutcome.Invalid, report.Outcome);
        Assert.StartsWith("the margin 0.01 is finer than 3 times the noise floor 0.004", report.Checks[0].Reason);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_document()
    {
        await _scene.AddAsync("base", "SampleSTS", Pairs(40, 0));
        await _scene.AddAsync("cand", "SampleSTS", Pairs(40, 1));

        Assert.Equal(GateDocument.Write(await _scene.JudgeAsync(Sts)), GateDocument.Write(await _scene.JudgeAsync(Sts)));
    }

    [Fact]
    public async Task A_root_with_several_models_is_refused_by_name()
    {
        _scene.Side("base");
        Directory.CreateDirectory(_scene.At("base", "other__model", "r1"));
        File.WriteAllText(_scene.At("base", "other__model", "r1", "model_meta.json"), "{}");

        var error = await Assert.ThrowsAsync<EvaluationException>(
            () => GateSide.OpenAsync(_scene.At("base"), TestContext.Current.CancellationToken));

        Assert.Contains("holds the results of 2 models: org__model/base, other__model/r1", error.Message);
        Assert.Equal(
            _scene.Side("base"),
            (await GateSide.OpenAsync(_scene.At("base", "org__model"), TestContext.Current.CancellationToken)).Folder);
    }

    /// <summary>Pairs whose cosine orders them as the gold score does; with noise every third one is out of order.</summary>
    private static IEnumerable<(string Item, string Cluster, string Values)> Pairs(int count, int noise) =>
        ResultScene.Items(count, i => FormattableString.Invariant($"cosine={i + (i % 3 == 0 ? 1000 * noise : 0)} gold={i}"));

    private static IEnumerable<(string Item, string Cluster, string Values)> Values(string name, double value) =>
        ResultScene.Items(50, i => FormattableString.Invariant($"{name}={value + (i % 7 * 0.01)}"));
}
