using Egtlm.Eval.Encoders;
using Egtlm.Eval.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Encoders;

public sealed class PromptResolverTests
{
    private static readonly StsTask Lcqmc = new()
    {
        Name = "LCQMC",
        Dataset = new DatasetReference("mteb/LCQMC", "0"),
        Subsets = [new TaskSubset("default", ["cmn-Hans"])],
        Splits = ["test"],
        MainScore = "cosine_spearman",
        MinScore = 0,
        MaxScore = 1,
    };

    [Fact]
    public void Prompt_key_of_a_model_without_prompts_is_null() =>
        Assert.Null(PromptResolver.KeyFor(null, new EncodeRequest(Lcqmc, PromptType.Query)));

    [Fact]
    public void Prompt_key_prefers_the_task_over_its_type_and_role()
    {
        var prompts = new Dictionary<string, string> { ["query"] = "q", ["STS"] = "s", ["LCQMC"] = "", };

        Assert.Equal("LCQMC", PromptResolver.KeyFor(prompts, new EncodeRequest(Lcqmc, PromptType.Query)));
    }

    [Fact]
    public void Prompt_key_is_case_sensitive()
    {
        var prompts = new Dictionary<string, string> { ["sts"] = "s", ["lcqmc"] = "l", };

        Assert.Null(PromptResolver.KeyFor(prompts, new EncodeRequest(Lcqmc, PromptType.None)));
    }
}
