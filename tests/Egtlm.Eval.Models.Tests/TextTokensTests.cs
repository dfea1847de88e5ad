using Egtlm.Eval.Models.Tokenization;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class TextTokensTests
{
    private static readonly EncodingProfile Plain = new()
    {
        Name = "plain",
        Summary = "plain",
        Attention = AttentionMode.Causal,
    };

    [Fact]
    public void Cut_texts_equal_the_tokenizers_own_truncation()
    {
        var models = new DirectoryInfo(SharedFolder.Path("models"));
        var directories = models.EnumerateFiles("tokenizer.json", SearchOption.AllDirectories)
            .Select(file => file.DirectoryName!).ToArray();
        var text = string.Concat(Enumerable.Repeat("naïve 天气 long text 😀 ", 20));
        Assert.NotEmpty(directories);
        foreach (var directory in directories)
        {
            var tokenizer = Tokenizer.Load(directory);
            var (ids, isCut) = new TextTokens(tokenizer, Plan(Plain, 24)).Encode("", text);

            Assert.True(isCut, directory);
            Assert.Equal(tokenizer.Encode(text.Trim(), 24), ids);
        }
    }

    [Fact]
    public void White_space_around_prompt_and_text_goes_as_in_python()
    {
        var tokens = TinyEgtlm(Plan(Plain, 64));

        Assert.Equal(tokens.Encode("", "a b").Ids, tokens.Encode("", "\u001c\u3000 a b\u001f\n").Ids);
        Assert.Equal(tokens.Encode("", "query:").Ids, tokens.Encode("query: ", "").Ids);
    }

    [Fact]
    public void Profile_with_a_template_keeps_white_space()
    {
        var tokens = TinyEgtlm(Plan(EncodingProfiles.Load("egtlm"), 64));

        Assert.NotEqual(tokens.Encode("<|embed|>\n", "a").Ids, tokens.Encode("<|embed|>\n", " a ").Ids);
    }

    [Fact]
    public void Text_without_tokens_is_one_padding_token()
    {
        var tokens = TinyEgtlm(Plan(Plain, 64));

        Assert.Equal([tokens.PadId], tokens.Encode("", "").Ids);
        Assert.Equal(0, tokens.PrefixLength(""));
    }

    [Fact]
    public void Prompt_longer_than_the_model_is_cut_like_a_text()
    {
        var tokens = TinyEgtlm(Plan(EncodingProfiles.Load("egtlm"), 5));
        var prompt = string.Concat(Enumerable.Repeat("long prompt ", 20));

        Assert.Equal(5, tokens.PrefixLength(prompt));
        Assert.Equal(5, tokens.Encode(prompt, "a").Ids.Length);
    }

    private static TextTokens TinyEgtlm(EncodingPlan plan) =>
        new(Tokenizer.Load(SharedFolder.Path("models", "tiny-egtlm", "joint")), plan);

    private static EncodingPlan Plan(EncodingProfile profile, int maxLength)
    {
        using var directory = new FolderFixture(("config.json", """{ "model_type": "bert" }"""));
        return EncodingPlans.Make(
            ModelFolder.Read(directory.Path), profile, new EncoderOptions { MaxLength = maxLength }, 512);
    }
}
