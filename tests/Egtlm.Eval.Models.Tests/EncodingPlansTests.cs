using Egtlm.Eval.Encoders;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class EncodingPlansTests
{
    private static readonly EncodingProfile Egtlm = EncodingProfiles.Load("egtlm");

    [Fact]
    public void End_text_is_for_last_token_pooling_only()
    {
        Assert.Equal("", Plan(Egtlm, new EncoderOptions()).EndText);
        Assert.Equal("</e>", Plan(Egtlm, new EncoderOptions { Pooling = PoolingMode.LastToken }).EndText);
    }

    [Fact]
    public void Pooling_of_the_options_keeps_how_the_prompt_is_treated()
    {
        var pooling = Plan(Egtlm, new EncoderOptions { Pooling = PoolingMode.WeightedMean }).Pooling;

        Assert.Equal(("weightedmean", PromptPooling.ExcludeFromMeans), (pooling.Name, pooling.Prompt));
    }

    [Theory]
    [InlineData("bbcc", false)]
    [InlineData("bb", false)]
    [InlineData("cccc", true)]
    [InlineData("cc", true)]
    [InlineData("causal", true)]
    public void Attention_flags_are_read_as_egtlm_reads_them(string flag, bool isCausal)
    {
        var options = new EncoderOptions { Attention = AttentionModes.Parse(flag, "test") };

        Assert.Equal(isCausal, Plan(Egtlm, options).IsCausal);
    }

    [Theory]
    [InlineData("cbcc", "mixed attention 'cbcc'")]
    [InlineData("bc", "mixed attention 'bc'")]
    [InlineData("bbcb", "mixed attention 'bbcb'")]
    [InlineData("BBCC", "attention 'BBCC' is not known")]
    [InlineData("", "attention '' is not known")]
    public void Other_flags_are_refused_by_name(string flag, string message)
    {
        var failure = Assert.Throws<EvaluationException>(() => AttentionModes.Parse(flag, "--attention"));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Causal_attention_of_an_encoder_is_refused()
    {
        var failure = Assert.Throws<EvaluationException>(() => Plan(
            Egtlm, new EncoderOptions { Attention = AttentionMode.Causal }, """{ "model_type": "bert" }"""));

        Assert.Contains("is no decoder", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "model_type": "qwen2" }""", true)]
    [InlineData("""{ "model_type": "qwen2", "is_causal": false }""", false)]
    [InlineData("""{ "model_type": "bert" }""", false)]
    public void Folder_decides_on_attention_where_the_profile_does_not(string config, bool isCausal)
    {
        var profile = EncodingProfiles.Load("sentence-transformers");

        Assert.Equal(isCausal, Plan(profile, new EncoderOptions(), config).IsCausal);
    }

    [Fact]
    public void End_of_text_token_that_the_folder_does_not_name_is_refused()
    {
        var failure = Assert.Throws<EvaluationException>(
            () => Plan(EncodingProfiles.Load("e5-mistral"), new EncoderOptions()));

        Assert.Contains("'eos_token'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prompts_of_the_profile_replace_those_of_the_folder_and_their_default()
    {
        using var folder = new FolderFixture(
            ("config.json", """{ "model_type": "bert" }"""),
            ("config_sentence_transformers.json",
                """{ "prompts": { "query": "q", "STS": "s" }, "default_prompt_name": "STS" }"""));

        var plan = EncodingPlans.Make(
            ModelFolder.Read(folder.Path), EncodingProfiles.Load("e5"), new EncoderOptions(), 512);

        Assert.Equal("", plan.PromptFor(Requests.Of()));
        Assert.Equal("query: ", plan.PromptFor(Requests.Of(PromptType.Query)));
    }

    private static EncodingPlan Plan(
        EncodingProfile profile, EncoderOptions options, string config = """{ "model_type": "qwen2" }""")
    {
        using var folder = new FolderFixture(("config.json", config));
        return EncodingPlans.Make(ModelFolder.Read(folder.Path), profile, options, 512);
    }
}
