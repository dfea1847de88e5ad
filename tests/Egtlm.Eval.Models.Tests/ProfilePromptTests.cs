using Egtlm.Eval.Encoders;
using Egtlm.Eval.Tasks;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

/// <summary>What each profile puts before a text: of an STS task, a query and a document of retrieval.</summary>
public sealed class ProfilePromptTests
{
    private const string Sts = "Retrieve semantically similar text.";
    private const string T2 = "Given a Chinese search query, retrieve web passages that answer the question";

    [Theory]
    [InlineData("egtlm", "<|embed|>\n", "<|embed|>\n", "<|embed|>\n")]
    [InlineData("gritlm", $"<|user|>\n{Sts}\n<|embed|>\n", $"<|user|>\n{T2}\n<|embed|>\n", "<|embed|>\n")]
    [InlineData("piccolo2", "", "", "")]
    [InlineData("bge", "", "为这个句子生成表示以用于检索相关文章：", "")]
    [InlineData("bge-en", "", "Represent this sentence for searching relevant passages: ", "")]
    [InlineData("bge-m3", "", "", "")]
    [InlineData("e5", "", "query: ", "passage: ")]
    [InlineData("e5-instruct", $"Instruct: {Sts}\nQuery: ", $"Instruct: {T2}\nQuery: ", "")]
    [InlineData("e5-mistral", $"Instruct: {Sts}\nQuery: ", $"Instruct: {T2}\nQuery: ", "")]
    [InlineData("qwen3-embedding", $"Instruct: {Sts}\nQuery:", $"Instruct: {T2}\nQuery:", "")]
    [InlineData("gte-qwen2", $"Instruct: {Sts}\nQuery: ", $"Instruct: {T2}\nQuery: ", "")]
    [InlineData("sentence-transformers", "", "folder's query: ", "")]
    public void Prompt_is_that_of_the_reference(string profile, string none, string query, string document)
    {
        var plan = Plan(profile);
        var prompt = new TaskPrompt(null, Query: T2);

        Assert.Equal(none, plan.PromptFor(Requests.Of()));
        Assert.Equal(query, plan.PromptFor(Requests.OfRetrieval(PromptType.Query, prompt)));
        Assert.Equal(document, plan.PromptFor(Requests.OfRetrieval(PromptType.Document, prompt)));
    }

    [Fact]
    public void Instruction_text_goes_to_documents_where_the_profile_says_so()
    {
        var instruction = new TaskPrompt("找到答案");

        Assert.Equal(
            "<|user|>\n找到答案\n<|embed|>\n", Plan("gritlm").PromptFor(Requests.OfRetrieval(PromptType.Document, instruction)));
        Assert.Equal("", Plan("qwen3-embedding").PromptFor(Requests.OfRetrieval(PromptType.Document, instruction)));
    }

    [Theory]
    [InlineData("egtlm", PromptType.None, null, "<|embed|>\n")]
    [InlineData("egtlm", PromptType.Document, "Find it.", "<|user|>\nFind it.\n<|embed|>\n")]
    [InlineData("qwen3-embedding", PromptType.Query, "Find it.", "Instruct: Find it.\nQuery:")]
    [InlineData("qwen3-embedding", PromptType.Document, "Find it.", "")]
    [InlineData("e5", PromptType.Document, null, "passage: ")]
    [InlineData("e5", PromptType.None, null, "")]
    public void Prompt_without_a_task_is_of_role_and_instruction(
        string profile, PromptType role, string? instruction, string expected) =>
        Assert.Equal(expected, Plan(profile).PromptFor(role, instruction));

    [Fact]
    public void Instruction_without_a_place_for_it_is_refused()
    {
        var failure = Assert.Throws<EvaluationException>(() => Plan("e5").PromptFor(PromptType.Query, "Find it."));

        Assert.Equal("profile 'e5' has no place for instructions", failure.Message);
    }

    [Fact]
    public void Braces_of_an_instruction_stay_as_they_are() =>
        Assert.Equal(
            "<|user|>\nwhat {instruction} {0} 说\n<|embed|>\n",
            Plan("egtlm").PromptFor(PromptType.None, "what {instruction} {0} 说"));

    [Theory]
    [InlineData("egtlm", "mean", true, false)]
    [InlineData("gritlm", "mean", true, false)]
    [InlineData("piccolo2", "max", true, false)] // the folder's pooling
    [InlineData("bge", "cls", true, false)]
    [InlineData("e5", "mean", true, false)]
    [InlineData("e5-mistral", "lasttoken", true, true)]
    [InlineData("qwen3-embedding", "lasttoken", true, true)]
    [InlineData("gte-qwen2", "lasttoken", true, false)]
    [InlineData("sentence-transformers", "max", false, true)]
    public void Pooling_length_and_attention_are_those_of_the_reference(
        string profile, string pooling, bool isNormalised, bool isCausal)
    {
        var plan = Plan(profile);

        Assert.Equal((pooling, isNormalised, isCausal), (plan.Pooling.Name, plan.IsNormalised, plan.IsCausal));
    }

    private static EncodingPlan Plan(string profile)
    {
        using var folder = new FolderFixture(
            ("config.json", """{ "model_type": "qwen2" }"""),
            ("tokenizer_config.json", """{ "eos_token": { "content": "</s>" } }"""),
            ("modules.json", """
                [{ "path": "", "type": "sentence_transformers.models.Transformer" },
                 { "path": "1_Pooling", "type": "sentence_transformers.models.Pooling" }]
                """),
            ("1_Pooling/config.json", """{ "pooling_mode": "max" }"""),
            ("config_sentence_transformers.json", """{ "prompts": { "query": "folder's query: " } }"""));
        return EncodingPlans.Make(
            ModelFolder.Read(folder.Path), EncodingProfiles.Load(profile), new EncoderOptions(), 4096);
    }
}
