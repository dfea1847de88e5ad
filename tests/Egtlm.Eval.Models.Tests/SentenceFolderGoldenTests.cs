using System.Text.Json;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Models.Tokenization;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

/// <summary>Sentence-transformers folders with goldens: as they are, or once per pooling config.</summary>
public sealed class SentenceFolderGoldenTests
{
    [Fact]
    public void Folders_equal_sentence_transformers()
    {
        var count = 0;
        foreach (var (directory, golden) in Folders())
        {
            if (golden.TryGetProperty("embeddings", out var vectors))
            {
                var texts = GoldenTexts.Of(directory, golden.GetProperty("texts"), golden.GetProperty("input_ids"), vectors);
                AssertFolder(directory, texts, PromptType.None);
                count++;
            }
        }

        Assert.NotEqual(0, count);
    }

    [Theory]
    [InlineData("pooling_config")]
    [InlineData("pooling_config_older_spelling")]
    public void Every_pooling_config_equals_sentence_transformers(string spelling)
    {
        var count = 0;
        foreach (var (directory, golden) in Folders())
        {
            foreach (var pooling in golden.TryGetProperty("cases", out var cases) ? cases.EnumerateArray() : default)
            {
                AssertPooling(directory, golden, pooling, pooling.GetProperty(spelling).GetRawText());
                count++;
            }
        }

        Assert.NotEqual(0, count);
    }

    private static IEnumerable<(string Directory, JsonElement Golden)> Folders() =>
        from directory in Directory.EnumerateDirectories(SharedFolder.Path("goldens", "models"))
        let file = Path.Combine(directory, "golden.json")
        where File.Exists(file) && File.Exists(Path.Combine(directory, "modules.json"))
        select (directory, JsonDocument.Parse(File.ReadAllBytes(file)).RootElement);

    private static void AssertPooling(string directory, JsonElement golden, JsonElement pooling, string config)
    {
        var prompt = pooling.GetProperty("prompt").GetString();
        using var folder = FolderFixture.LinkedTo(directory);
        folder.Write(Path.Combine("1_Pooling", "config.json"), config);
        folder.Write(
            "config_sentence_transformers.json",
            JsonSerializer.Serialize(new { prompts = new Dictionary<string, string> { ["query"] = prompt ?? "" } }));
        var ids = (prompt is null ? golden : golden.GetProperty("prompt")).GetProperty("input_ids");
        var name = $"{directory} {prompt} {config}";

        AssertFolder(
            folder.Path,
            GoldenTexts.Of(name, golden.GetProperty("texts"), ids, pooling.GetProperty("embeddings")),
            prompt is null ? PromptType.None : PromptType.Query);
    }

    private static void AssertFolder(string directory, GoldenTexts texts, PromptType promptType)
    {
        using var encoder = EncoderLoader.Load(directory, new EncoderOptions { Device = "cpu" });

        texts.Assert(encoder, Tokenizer.Load(directory), Requests.Of(promptType), 1e-5);
    }
}
