using Egtlm.Eval.Encoders;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Encoders;

public sealed class PromptOverridesTests : IDisposable
{
    private static readonly TaskCatalog s_catalog = TaskCatalog.Load([BuiltInTasks.Directory]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_kind_of_key_of_mteb_is_read()
    {
        var overrides = Read("""
            {
              // by task, type and role
              "CMedQAv1-reranking-query": "a", "CMedQAv1-reranking": "b", "STS": "c", "Retrieval-document": "d",
              "query": "e", "document": "",
            }
            """);

        Assert.Equal(
            ["CMedQAv1-reranking-query", "CMedQAv1-reranking", "STS", "Retrieval-document", "query", "document"],
            overrides.Entries.Keys);
        Assert.Equal("d", overrides.ForPrompts()["Retrieval-document"]);
        Assert.Matches(@"^prompts\.json \([0-9a-f]{12}\)$", overrides.Source);
    }

    [Theory]
    [InlineData("STSS", "did you mean 'STS'?")]
    [InlineData("T2Retrival-query", "did you mean 'T2Retrieval'?")]
    [InlineData("qurey", "did you mean 'query'?")]
    [InlineData("T2Retrieval-passage", "roles: query, document")]
    [InlineData("something else entirely", "types: Retrieval, Reranking, STS")]
    public void A_key_that_names_nothing_is_an_error(string key, string hint)
    {
        var error = Assert.Throws<EvaluationException>(() => Read($"{{\n\"{key}\": \"x\"}}"));

        Assert.EndsWith($"prompts.json(2): '{key}' names no task, task type or role", error.Message);
        Assert.StartsWith(hint, error.Hint);
    }

    [Theory]
    [InlineData("[]", "the file is a list, expected an object")]
    [InlineData("{\"STS\": null}", "'STS' is null, expected a string or an object")]
    [InlineData("{\"STS\": \"a\", \"STS\": \"b\"}", "'STS' is there twice")]
    [InlineData("{", "invalid JSON")]
    [InlineData("", "invalid JSON")]
    public void Another_file_is_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<EvaluationException>(() => Read(text)).Message);

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<EvaluationException>(
            () => PromptOverridesFile.Read(_folder.At("no.json"), s_catalog));

        Assert.Contains("there is no file of prompts", error.Message);
    }

    [Fact]
    public void A_text_per_role_is_for_instructions_only()
    {
        var overrides = Read("""{"T2Retrieval": {"query": "q", "document": "d"}}""");

        Assert.Equal(new TaskPrompt(null, "q", "d"), overrides.ForInstructions()["T2Retrieval"]);
        Assert.Equal(
            "write 'T2Retrieval-query' and 'T2Retrieval-document'",
            Assert.Throws<EvaluationException>(() => overrides.ForPrompts()).Hint);
    }

    [Fact]
    public void A_key_with_a_role_is_for_fixed_prompts_only()
    {
        var overrides = Read("""{"T2Retrieval-query": "q"}""");

        Assert.Equal("q", overrides.ForPrompts()["T2Retrieval-query"]);
        Assert.StartsWith(
            "'T2Retrieval-query' in prompts.json",
            Assert.Throws<EvaluationException>(() => overrides.ForInstructions()).Message);
    }

    [Fact]
    public void The_table_has_a_row_per_role_and_says_what_cannot_be_resolved()
    {
        string[] names = ["T2Retrieval", "CMedQAv1-reranking", "LCQMC"];

        var table = PromptTable.Of(names.Select(s_catalog.Find), request => request.PromptType switch
        {
            PromptType.Document => throw new EvaluationException("no text for documents", "a hint"),
            var role => $"{request.Task.Name} {role}",
        });

        Assert.Equal(
            [
                new PromptRow("T2Retrieval", "query", "T2Retrieval Query"),
                new PromptRow("T2Retrieval", "document", null, "no text for documents"),
                new PromptRow("CMedQAv1-reranking", "query", "CMedQAv1-reranking Query"),
                new PromptRow("CMedQAv1-reranking", "document", null, "no text for documents"),
                new PromptRow("LCQMC", "none", "LCQMC None"),
            ],
            table);
    }

    private PromptOverrides Read(string text) =>
        PromptOverridesFile.Read(_folder.WriteText("prompts.json", text), s_catalog);
}
