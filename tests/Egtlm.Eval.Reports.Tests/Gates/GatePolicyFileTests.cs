using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Gates;

public sealed class GatePolicyFileTests : IDisposable
{
    private readonly ResultScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("release", 18)]
    [InlineData("smoke", 18)]
    public void Shipped_policies_are_found_by_name(string name, int checks)
    {
        var policy = GatePolicyFile.Find(name, [BuiltInTasks.Directory]);

        Assert.Equal((name, checks), (policy.Name, policy.Checks.Count));
        Assert.Contains(
            new GateCheck("GenregText", "bits_per_byte", GateTier.Critical, 0.01, MarginKind.Relative, "zh"), policy.Checks);
    }

    [Fact]
    public void An_unknown_name_is_an_error_with_the_nearest()
    {
        var error = Assert.Throws<EvaluationException>(() => GatePolicyFile.Find("relase", [BuiltInTasks.Directory]));

        Assert.Equal(("there is no policy 'relase'", "did you mean 'release'?"), (error.Message, error.Hint));
    }

    [Theory]
    [InlineData("""{ "check": "STSB", "metric": "main", "tier": "critical" }""", "'margin' is missing: only hard checks have none")]
    [InlineData("""{ "check": "STSB", "metric": "mian", "tier": "critical", "margin": 1 }""", "there is no metric 'mian'")]
    [InlineData("""{ "check": "STSB", "metric": "main", "tier": "criticl", "margin": 1 }""", "'tier' is 'criticl', expected 'hard'")]
    [InlineData("""{ "check": "STSB", "metric": "main", "tier": "critical", "margin": 0 }""", "'margin' must be above 0")]
    [InlineData("""{ "check": "STSB", "metric": "main", "tier": "critical", "margin": "1" }""", "'margin' is a string, expected a number")]
    [InlineData("""{ "check": "STSB", "metric": "leak", "tier": "hard", "margin": 1 }""", "a hard check has no margin")]
    [InlineData("""{ "check": "STSB", "metric": "mean_of_tasks", "tier": "hard" }""", "has no items, so it cannot be hard")]
    [InlineData("""{ "metric": "main", "tier": "critical", "margin": 1 }""", "property 'check' is missing")]
    [InlineData("""{ "check": "STSB", "metric": "main", "tier": "critical", "margins": 1 }""", "unknown property 'margins'")]
    [InlineData(
        """{ "check": "STSB", "metric": "cosine_ap", "tier": "critical", "margin": 1, "margin_kind": "relative" }""",
        "the margin of 'cosine_ap' can only be absolute")]
    [InlineData(
        """{ "check": "STSB", "metric": "length", "tier": "critical", "margin": 1 }""", "'margin_kind' must be 'relative'")]
    [InlineData("""{ "check": "A", "metric": "acc", "tier": "critical", "margin": 1 }""", "'acc' of 'A' is there twice")]
    public void A_wrong_check_is_told_with_its_line(string check, string message)
    {
        var file = _scene.Policy("""{ "check": "A", "metric": "acc", "tier": "critical", "margin": 1 }""", check);

        var error = Assert.Throws<EvaluationException>(() => GatePolicyFile.Read(file));

        Assert.StartsWith($"{file}(6): ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "invalid JSON")]
    [InlineData("[]", "the file is a list, expected an object")]
    [InlineData("""{ "name": "x", "description": "y", "checks": [] }""", "the policy has no checks")]
    public void A_file_that_is_no_policy_is_refused(string text, string message)
    {
        var file = _scene.At("policy.json");
        File.WriteAllText(file, text);

        Assert.Contains(message, Assert.Throws<EvaluationException>(() => GatePolicyFile.Read(file)).Message);
    }

    [Fact]
    public void The_schema_file_is_what_the_records_say()
    {
        var file = Path.Combine(BuiltInTasks.Directory, "schema", "gate.json");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, GatePolicyFile.ExportSchema());
        }

        Assert.True(File.Exists(file), $"'{file}' is missing: run this test with UPDATE_GOLDEN=1");
        Assert.Equal(File.ReadAllText(file), GatePolicyFile.ExportSchema());
    }

    [Theory]
    [InlineData("map_at_1000", "ndcg_at_10 ap", "ap")]
    [InlineData("ndcg_at_10", "ndcg_at_10 ap", "ndcg_at_10")]
    [InlineData("max_ap", "cosine label", "cosine_ap")]
    [InlineData("cosine_spearman", "cosine gold", "cosine_spearman")]
    [InlineData("f1", "accuracy", "accuracy")]
    [InlineData("bits_per_byte", "nll bytes tokens", "bits_per_byte")]
    [InlineData(null, "nll tokens", "nll_per_token")]
    [InlineData("pearson", "human", null)]
    public void The_main_metric_is_the_tasks_own_or_the_nearest(string? mainScore, string values, string? expected) =>
        Assert.Equal(expected, GateMetric.OfTask(mainScore, values.Split(' '))?.Name);
}
