using Egtlm.Eval.Models.Tokenization;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

/// <summary>Tokens that a profile adds: special ones in the template, <c>&lt;/e&gt;</c> and the end of text.</summary>
public sealed class EndOfTextTests
{
    private const int EmbedId = 151_648;

    [Fact]
    public void Special_tokens_of_a_profile_get_the_ids_of_a_tokenizer_that_has_them()
    {
        string[] tokens = ["<|user|>", "<|assistant|>", "<|embed|>"];
        var golden = SharedFolder.Json("goldens", "tokenizers", "egtlm_prompts.json").RootElement;
        var qwen = Qwen().WithSpecialTokens(tokens);
        var mistral = Load("mistral-7b-v0.1_npm").WithSpecialTokens(tokens);
        var cases = golden.GetProperty("cases").EnumerateArray().ToArray();

        Assert.NotEmpty(cases);
        Assert.Equal(EmbedId, qwen.TokenToId("<|embed|>"));
        foreach (var item in cases)
        {
            var prompt = item.GetProperty("prompt").GetString()!;
            var ids = item.GetProperty("ids");
            int[] Expected(string name) => [.. ids.GetProperty(name).EnumerateArray().Select(id => id.GetInt32())];
            Assert.Equal(Expected("egtlm_qwen2"), qwen.Encode(prompt, addSpecialTokens: true));
            Assert.Equal(Expected("egtlm_mistral"), mistral.Encode(prompt, addSpecialTokens: true));
        }
    }

    [Fact]
    public void Special_token_of_the_vocabulary_keeps_its_id()
    {
        var tokenizer = Qwen();

        Assert.Equal(tokenizer.TokenToId("Ġthe"), tokenizer.WithSpecialTokens(["Ġthe"]).TokenToId("Ġthe"));
        Assert.Equal(tokenizer.VocabularySize + 1, tokenizer.WithSpecialTokens(["</e>", "</e>"]).VocabularySize);
    }

    [Theory]
    [InlineData(EmbedId + 1, null)]
    [InlineData(EmbedId, "the token '<|embed|>' has the id 151648, the model's embedding table has 151648 rows")]
    public void Special_token_beyond_the_embedding_table_is_refused_before_any_text(int rows, string? message)
    {
        var profile = EncodingProfiles.Load("egtlm") with { SpecialTokens = ["<|user|>", "<|assistant|>", "<|embed|>"] };
        var tokenizer = Qwen().WithSpecialTokens(profile.SpecialTokens);

        var failure = Record.Exception(() => new TextTokens(tokenizer, Plan(profile, new EncoderOptions()), rows));

        Assert.Equal(message, (failure as EvaluationException)?.Message);
    }

    [Fact]
    public void Token_in_a_text_beyond_the_embedding_table_is_refused()
    {
        var tokenizer = Qwen().WithSpecialTokens(["<|user|>"]);
        var tokens = new TextTokens(tokenizer, Plan(EncodingProfiles.Load("egtlm"), new EncoderOptions()), 151_646);

        Assert.NotEmpty(tokens.Encode("", "user").Ids);
        var failure = Assert.Throws<EvaluationException>(() => tokens.Encode("", "a <|user|> b"));
        Assert.Contains("'<|user|>' has the id 151646", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void End_text_follows_every_text_and_is_cut_off_with_a_long_one()
    {
        var plan = Plan(EncodingProfiles.Load("egtlm"), new EncoderOptions { Pooling = PoolingMode.LastToken, MaxLength = 8 });
        var tokens = new TextTokens(Qwen().WithSpecialTokens(["</e>"]), plan);
        var end = Qwen().WithSpecialTokens(["</e>"]).TokenToId("</e>");

        Assert.Equal(end, tokens.Encode("", "a").Ids[^1]);
        Assert.Equal(end, Assert.Single(tokens.Encode("", "").Ids));
        var (ids, isCut) = tokens.Encode("", "one two three four five six seven eight nine");
        Assert.True(isCut);
        Assert.DoesNotContain(end!.Value, ids);
    }

    [Fact]
    public void End_text_that_the_tokenizer_lacks_is_refused()
    {
        var plan = Plan(EncodingProfiles.Load("egtlm"), new EncoderOptions { Pooling = PoolingMode.LastToken });

        var failure = Assert.Throws<EvaluationException>(() => new TextTokens(Qwen(), plan));

        Assert.Equal("profile 'egtlm' ends a text with '</e>' (end_text), which the tokenizer does not have", failure.Message);
    }

    [Fact]
    public void End_of_text_stays_on_a_cut_text_and_is_not_doubled()
    {
        var plan = Plan(EncodingProfiles.Load("gte-qwen2"), new EncoderOptions { MaxLength = 4 });
        var tokenizer = Qwen();
        var tokens = new TextTokens(tokenizer, plan);
        var end = tokenizer.TokenToId("<|endoftext|>");

        Assert.Equal([.. tokenizer.Encode("a b", false), end!.Value], tokens.Encode("", " a b ").Ids);
        Assert.Equal(end, Assert.Single(tokens.Encode("", "").Ids));
        var (ids, isCut) = tokens.Encode("", "one two three four five");
        Assert.Equal((4, end, true), (ids.Length, ids[^1], isCut));
        Assert.Equal(tokenizer.Encode("one two three", false), ids[..3]);

        var bert = Load("bge-small-zh-v1.5");
        Assert.Equal(bert.Encode("猫", true), new TextTokens(bert, plan with { EndToken = "[SEP]" }).Encode("", "猫").Ids);
    }

    private static Tokenizer Qwen() => Load("qwen2_derived");

    private static Tokenizer Load(string name) => Tokenizer.Load(SharedFolder.Path("tokenizers", name));

    private static EncodingPlan Plan(EncodingProfile profile, EncoderOptions options)
    {
        using var folder = new FolderFixture(
            ("config.json", """{ "model_type": "qwen2" }"""),
            ("tokenizer_config.json", """{ "eos_token": "<|endoftext|>" }"""));
        return EncodingPlans.Make(ModelFolder.Read(folder.Path), profile, options, 512);
    }
}
