using Egtlm.Eval.Encoders;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class EncodingProfilesTests
{
    [Fact]
    public void Every_profile_of_the_product_loads()
    {
        Assert.Equal(
            [
                "bge", "bge-en", "bge-m3", "e5", "e5-instruct", "e5-mistral", "egtlm", "gritlm", "gte-qwen2", "piccolo2",
                "qwen3-embedding", "sentence-transformers",
            ],
            EncodingProfiles.Names);
        Assert.All(EncodingProfiles.Names, name => Assert.Equal(name, EncodingProfiles.Load(name).Name));
    }

    [Fact]
    public void Egtlm_is_bidirectional_with_a_masked_template_and_no_instruction()
    {
        var profile = EncodingProfiles.Load("egtlm");

        Assert.Equal(AttentionMode.Bidirectional, profile.Attention);
        Assert.Equal([PoolingMode.Mean], profile.Pooling!.Modes);
        Assert.Equal(PromptPooling.ExcludeFromMeans, profile.Pooling.Prompt);
        Assert.Equal(new InstructionFormat("<|user|>\n{instruction}\n<|embed|>\n", "<|embed|>\n"), profile.Format);
        Assert.Equal(InstructionSource.None, profile.Instructions);
        Assert.True(profile.Normalise);
        Assert.Equal(512, profile.MaxLength);
    }

    [Fact]
    public void Unknown_profile_is_refused_with_the_known_ones()
    {
        var failure = Assert.Throws<EvaluationException>(() => EncodingProfiles.Load("grit"));

        Assert.Equal("profile 'grit' is not known", failure.Message);
        Assert.Contains("egtlm", failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Profile_file_of_the_user_is_read_strictly()
    {
        using var folder = new FolderFixture(
            ("e5.json", """{ "summary": "e5", "attention": "causal", "format": { "template": "query: " } }"""),
            ("typo.json", """{ "summary": "e5", "atention": "causal" }"""));

        Assert.Equal("e5", EncodingProfiles.Load(Path.Combine(folder.Path, "e5.json")).Name);
        var failure = Assert.Throws<EvaluationException>(
            () => EncodingProfiles.Load(Path.Combine(folder.Path, "typo.json")));
        Assert.Contains("atention", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "summary": "x", "attention": "cbcc" }""", "mixed attention 'cbcc' is not supported")]
    [InlineData("""{ "summary": "x", "attention": "sideways" }""", "attention 'sideways' is not known")]
    [InlineData("""{ "summary": "x", "pooling": "median" }""", "pooling mode 'median' is not known")]
    [InlineData("""{ "summary": "x", "special_tokens": [""] }""", "an empty text in 'special_tokens'")]
    [InlineData("""{ "summary": "x", "prompts": {}, "format": { "template": "" } }""", "has a 'format' and 'prompts'")]
    [InlineData("""{ "attention": "bb" }""", "summary")]
    [InlineData("null", "the file is 'null'")]
    public void Profile_file_that_makes_no_sense_is_refused(string json, string message)
    {
        using var folder = new FolderFixture(("mine.json", json));

        var failure = Assert.Throws<EvaluationException>(
            () => EncodingProfiles.Load(Path.Combine(folder.Path, "mine.json")));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qwen2", false, 7, "egtlm")]
    [InlineData("qwen2", false, null, "sentence-transformers")]
    [InlineData("qwen2", true, 7, "sentence-transformers")]
    [InlineData("bert", false, 7, "sentence-transformers")]
    public void Detection_wants_a_plain_decoder_with_the_embed_token(
        string modelType, bool hasModules, int? embedId, string expected)
    {
        var folder = new ModelFolder
        {
            Directory = "model",
            TransformerDirectory = "model",
            ModelType = modelType,
            Architecture = modelType,
            HasModules = hasModules,
            Pooling = new PoolingOptions([PoolingMode.Mean]),
            Modules = [],
            Settings = new SentenceSettings(
                null, false, new Dictionary<string, string>(), null, SimilarityFunction.Cosine),
            MaxPositions = null,
            MaxLength = null,
        };

        Assert.Equal(expected, EncodingProfiles.Detect(folder, token => token == "<|embed|>" ? embedId : null));
    }
}
