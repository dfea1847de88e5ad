using System.Text.Json;
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
        JsonElement[] texts = [.. golden.RootElement.GetProperty("texts").EnumerateArray()];
        var directory = SharedFolder.Path("models", "all-MiniLM-L6-v2");
        using var encoder = EncoderLoader.Load(directory, OnCpu);

        var encoded = GoldenTexts.Of("MiniLM", texts, "input_ids", "embedding")
            .Assert(encoder, Tokenizer.Load(directory), Requests.Of(), 1e-6);

        Assert.Equal("", encoded.Prompt);
        Assert.Equal(
            texts.Count(text => text.GetProperty("tokens_untruncated").GetInt32() > encoder.Plan.MaxLength),
            encoded.TruncatedCount);
    }

    [Fact]
    public void Tiny_egtlm_ids_prefixes_and_vectors_equal_the_reference()
    {
        using var golden = SharedFolder.Json("goldens", "tiny_egtlm.json");
        var checkpoints = golden.RootElement.GetProperty("checkpoints").EnumerateObject().ToArray();
        Assert.NotEmpty(checkpoints);
        foreach (var checkpoint in checkpoints)
        {
            foreach (var group in checkpoint.Value.GetProperty("embedding").EnumerateArray()
                .GroupBy(text => text.GetProperty("instruction").GetString()!))
            {
                AssertEgtlm(checkpoint.Name, group.Key, [.. group]);
            }
        }
    }

    private static void AssertEgtlm(string checkpoint, string instruction, JsonElement[] texts)
    {
        var directory = SharedFolder.Path("models", "tiny-egtlm", checkpoint);
        var tokenizer = Tokenizer.Load(directory);
        var source = instruction.Length == 0 ? InstructionSource.None : InstructionSource.Task;
        using var encoder = EncoderLoader.Load(directory, OnCpu with { Instructions = source });
        var request = Requests.Of(prompt: new TaskPrompt(instruction));

        var encoded = GoldenTexts.Of($"{checkpoint} '{instruction}'", texts, "ids", "vector")
            .Assert(encoder, tokenizer, request, 1e-5);

        var prefix = new TextTokens(tokenizer, encoder.Plan).PrefixLength(encoded.Prompt);
        Assert.Equal(EncodingProfiles.Egtlm, encoder.Plan.Profile.Name);
        Assert.All(texts, text => Assert.Equal(text.GetProperty("prefix_tokens").GetInt32(), prefix));
    }
}
