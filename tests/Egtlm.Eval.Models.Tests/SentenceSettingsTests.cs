using Egtlm.Eval.Encoders;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class SentenceSettingsTests
{
    [Fact]
    public void Prompts_start_from_empty_query_and_document()
    {
        using var folder = new FolderFixture(
            ("config_sentence_transformers.json", """{ "prompts": { "query": "查询：", "passage": "passage: " } }"""));

        var settings = SentenceSettings.Read(folder.Path, folder.Path);

        Assert.Equal("查询：", settings.Prompts["query"]);
        Assert.Equal("", settings.Prompts["document"]);
        Assert.Equal("passage: ", settings.Prompts["passage"]);
        Assert.Null(settings.DefaultPromptName);
    }

    [Theory]
    [InlineData("null", SimilarityFunction.Cosine)]
    [InlineData("\"cosine\"", SimilarityFunction.Cosine)]
    [InlineData("\"dot\"", SimilarityFunction.Dot)]
    [InlineData("\"euclidean\"", SimilarityFunction.Euclidean)]
    [InlineData("\"manhattan\"", SimilarityFunction.Manhattan)]
    public void Similarity_is_read_by_its_name(string name, SimilarityFunction expected)
    {
        using var folder = new FolderFixture(
            ("config_sentence_transformers.json", $$"""{ "similarity_fn_name": {{name}} }"""));

        Assert.Equal(expected, SentenceSettings.Read(folder.Path, folder.Path).Similarity);
    }

    [Theory]
    [InlineData("""{ "similarity_fn_name": "hamming" }""", "'similarity_fn_name' is 'hamming'")]
    [InlineData("""{ "default_prompt_name": "web" }""", "'default_prompt_name' is 'web'")]
    public void Names_that_are_not_known_are_refused(string text, string message)
    {
        using var folder = new FolderFixture(("config_sentence_transformers.json", text));

        var failure = Assert.Throws<EvaluationException>(() => SentenceSettings.Read(folder.Path, folder.Path));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }
}
