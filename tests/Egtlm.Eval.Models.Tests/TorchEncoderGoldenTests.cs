using System.Text.Json;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Models.Tokenization;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class TorchEncoderGoldenTests
{
    private static readonly EncoderOptions OnCpu = new() { Device = "cpu" };

    [Fact]
    public void MiniLm_ids_and_vectors_equal_sentence_transformers()
    {
        using var golden = SharedFolder.Json("goldens", "minilm_embeddings.json");
        var texts = golden.RootElement.GetProperty("texts").EnumerateArray().ToArray();
        using var encoder = EncoderLoader.Load(SharedFolder.Path("models", "all-MiniLM-L6-v2"), OnCpu);
        var tokens = TokensOf(encoder, SharedFolder.Path("models", "all-MiniLM-L6-v2"));

        var encoded = Encode(encoder, texts, Requests.Of());

        Assert.NotEmpty(texts);
        Assert.Equal("", encoded.Prompt);
        for (var i = 0; i < texts.Length; i++)
        {
            var text = texts[i].GetProperty("text").GetString()!;
            var (ids, isCut) = tokens.Encode("", text);
            Assert.Equal(Ids(texts[i], "input_ids"), ids);
            Assert.Equal(texts[i].GetProperty("tokens_untruncated").GetInt32() > ids.Length, isCut);
            Vectors.AssertClose(Vectors.Of(texts[i].GetProperty("embedding")), encoded.Embeddings.Row(i), 1e-6, text);
        }
    }

    [Fact]
    public void Tiny_egtlm_ids_prefixes_and_vectors_equal_the_reference()
    {
        using var golden = SharedFolder.Json("goldens", "tiny_egtlm.json");
        var checkpoints = golden.RootElement.GetProperty("checkpoints").EnumerateObject().ToArray();
        Assert.NotEmpty(checkpoints);
        foreach (var checkpoint in checkpoints)
        {
            var directory = SharedFolder.Path("models", "tiny-egtlm", checkpoint.Name);
            var groups = checkpoint.Value.GetProperty("embedding").EnumerateArray()
                .GroupBy(text => text.GetProperty("instruction").GetString()!).ToArray();
            Assert.NotEmpty(groups);
            foreach (var group in groups)
            {
                AssertEgtlm(directory, group.Key, [.. group]);
            }
        }
    }

    [Fact]
    public void Sentence_transformers_folders_equal_the_reference()
    {
        var folders = Directory.EnumerateDirectories(SharedFolder.Path("goldens", "models"), "st-*").Where(HasTexts);
        Assert.NotEmpty(folders);
        foreach (var directory in folders)
        {
            using var golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, "golden.json")));
            if (golden.RootElement.TryGetProperty("embeddings", out var expected))
            {
                AssertFolder(directory, golden.RootElement, expected, "input_ids", PromptType.None);
            }
        }
    }

    [Fact]
    public void Every_pooling_config_equals_sentence_transformers()
    {
        var directories = Directory.EnumerateDirectories(SharedFolder.Path("goldens", "models")).Where(HasTexts);
        var count = 0;
        foreach (var directory in directories)
        {
            using var golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, "golden.json")));
            if (!golden.RootElement.TryGetProperty("cases", out var cases))
            {
                continue;
            }

            foreach (var (pooling, config) in cases.EnumerateArray().SelectMany(Spellings))
            {
                AssertPooling(directory, golden.RootElement, pooling, config);
                count++;
            }
        }

        Assert.NotEqual(0, count);
    }

    private static void AssertEgtlm(string directory, string instruction, JsonElement[] texts)
    {
        var source = instruction.Length == 0 ? InstructionSource.None : InstructionSource.Task;
        using var encoder = EncoderLoader.Load(directory, OnCpu with { Instructions = source });
        var tokens = TokensOf(encoder, directory);
        var request = Requests.Of(PromptType.None, new TaskPrompt(instruction));

        var encoded = Encode(encoder, texts, request);

        Assert.Equal(EncodingProfiles.Egtlm, encoder.Plan.Profile.Name);
        for (var i = 0; i < texts.Length; i++)
        {
            var text = texts[i].GetProperty("text").GetString()!;
            Assert.Equal(Ids(texts[i], "ids"), tokens.Encode(encoded.Prompt, text).Ids);
            Assert.Equal(texts[i].GetProperty("prefix_tokens").GetInt32(), tokens.PrefixLength(encoded.Prompt));
            Vectors.AssertClose(
                Vectors.Of(texts[i].GetProperty("vector")), encoded.Embeddings.Row(i), 1e-5, $"{directory} '{text}'");
        }
    }

    private static void AssertPooling(string directory, JsonElement golden, JsonElement pooling, string config)
    {
        using var folder = FolderFixture.LinkedTo(directory);
        folder.Write(Path.Combine("1_Pooling", "config.json"), config);
        var prompt = pooling.GetProperty("prompt").GetString();
        folder.Write("config_sentence_transformers.json", JsonSerializer.Serialize(
            new { prompts = new Dictionary<string, string> { ["query"] = prompt ?? "" } }));
        AssertFolder(
            folder.Path,
            prompt is null ? golden : golden.GetProperty("prompt"),
            pooling.GetProperty("embeddings"),
            "input_ids",
            prompt is null ? PromptType.None : PromptType.Query,
            golden.GetProperty("texts"),
            config);
    }

    private static void AssertFolder(
        string directory,
        JsonElement golden,
        JsonElement expected,
        string idsName,
        PromptType promptType,
        JsonElement? textsOfGolden = null,
        string name = "")
    {
        JsonElement[] texts = [.. (textsOfGolden ?? golden.GetProperty("texts")).EnumerateArray()];
        using var encoder = EncoderLoader.Load(directory, OnCpu);
        var tokens = TokensOf(encoder, directory);

        var encoded = encoder.Encode([.. texts.Select(text => text.GetString()!)], Requests.Of(promptType), null, TestContext.Current.CancellationToken);

        for (var i = 0; i < texts.Length; i++)
        {
            int[] ids = [.. golden.GetProperty(idsName)[i].EnumerateArray().Select(id => id.GetInt32())];
            Assert.Equal(ids, tokens.Encode(encoded.Prompt, texts[i].GetString()!).Ids);
            Vectors.AssertClose(
                Vectors.Of(expected[i]), encoded.Embeddings.Row(i), 1e-5, $"{directory} {name} {promptType} {texts[i]}");
        }
    }

    private static IEnumerable<(JsonElement Case, string Config)> Spellings(JsonElement pooling) =>
    [
        (pooling, pooling.GetProperty("pooling_config").GetRawText()),
        (pooling, pooling.GetProperty("pooling_config_older_spelling").GetRawText()),
    ];

    private static bool HasTexts(string directory) =>
        File.Exists(Path.Combine(directory, "modules.json")) && File.Exists(Path.Combine(directory, "golden.json"));

    private static EncodedTexts Encode(TorchEncoder encoder, JsonElement[] texts, EncodeRequest request) =>
        encoder.Encode([.. texts.Select(text => text.GetProperty("text").GetString()!)], request, null, TestContext.Current.CancellationToken);

    private static TextTokens TokensOf(TorchEncoder encoder, string directory) =>
        new(Tokenizer.Load(directory), encoder.Plan);

    private static int[] Ids(JsonElement text, string name) =>
        [.. text.GetProperty(name).EnumerateArray().Select(id => id.GetInt32())];
}
