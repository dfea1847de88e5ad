using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Tokenization;

/// <summary>Goldens that hold texts with ids beside other things: prompts, embeddings, trained checkpoints.</summary>
public sealed class PromptGoldenTests
{
    [Fact]
    public void Egtlm_prompts_have_the_ids_of_the_reference()
    {
        var cases = TokenizerGolden.Open("egtlm_prompts.json").GetProperty("cases").EnumerateArray().ToArray();
        Assert.NotEmpty(cases);

        foreach (var item in cases)
        {
            foreach (var folder in item.GetProperty("ids").EnumerateObject())
            {
                var tokenizer = TokenizerGolden.Load("tokenizers", folder.Name);
                Same(folder, item.Text("prompt"), tokenizer.Encode(item.Text("prompt"), true));
            }

            foreach (var folder in item.GetProperty("training_ids").EnumerateObject())
            {
                var tokenizer = TokenizerGolden.Load("tokenizers", folder.Name);
                Same(folder, item.Text("training_prompt"), tokenizer.Encode(item.Text("training_prompt"), false));
            }
        }
    }

    [Fact]
    public void Egtlm_instruction_prompts_have_the_token_count_of_the_reference()
    {
        var cases = TokenizerGolden.Open("egtlm_prompts.json").GetProperty("cases").EnumerateArray().ToArray();
        Assert.NotEmpty(cases);

        foreach (var item in cases)
        {
            var instruction = item.Text("instruction");
            var prompt = instruction.Length == 0 ? "<|embed|>\n" : $"<|user|>\n{instruction}\n<|embed|>\n";
            foreach (var folder in item.GetProperty("instruction_tokens").EnumerateObject())
            {
                var ids = TokenizerGolden.Load("tokenizers", folder.Name).Encode(prompt, true);
                Assert.True(folder.Value.GetInt32() == ids.Length, $"{folder}: '{prompt}' has {ids.Length} tokens");
            }
        }
    }

    [Fact]
    public void Special_ids_of_egtlm_are_those_of_the_reference()
    {
        foreach (var folder in TokenizerGolden.Open("egtlm_prompts.json").GetProperty("special_ids").EnumerateObject())
        {
            foreach (var token in folder.Value.EnumerateObject())
            {
                int? expected = token.Value.ValueKind == JsonValueKind.Null ? null : token.Value.GetInt32();
                Assert.Equal(expected, TokenizerGolden.Load("tokenizers", folder.Name).TokenToId(token.Name));
            }
        }
    }

    [Theory]
    [InlineData("models")]
    [InlineData("tokenizers")]
    public void MiniLM_texts_have_the_ids_of_the_reference(string root)
    {
        var texts = SharedFolder.Json("goldens", "minilm_embeddings.json").RootElement.GetProperty("texts");
        var tokenizer = TokenizerGolden.Load(root, "all-MiniLM-L6-v2");

        Assert.NotEmpty(texts.EnumerateArray());
        foreach (var item in texts.EnumerateArray())
        {
            Assert.Equal(item.GetProperty("input_ids").Ints(), tokenizer.Encode(item.Text("text"), 256));
            Assert.Equal(
                item.GetProperty("tokens_untruncated").GetInt32(), tokenizer.Encode(item.Text("text"), true).Length);
        }
    }

    [Fact]
    public void Tiny_egtlm_texts_have_the_ids_of_the_reference()
    {
        var checkpoints = SharedFolder.Json("goldens", "tiny_egtlm.json").RootElement.GetProperty("checkpoints");

        Assert.NotEmpty(checkpoints.EnumerateObject());
        foreach (var checkpoint in checkpoints.EnumerateObject())
        {
            var tokenizer = TokenizerGolden.Load("models", "tiny-egtlm", checkpoint.Name);
            foreach (var item in checkpoint.Value.GetProperty("embedding").EnumerateArray())
            {
                var instruction = item.Text("instruction");
                var prompt = instruction.Length == 0 ? "<|embed|>\n" : $"<|user|>\n{instruction}\n<|embed|>\n";
                Assert.Equal(item.GetProperty("ids").Ints(), tokenizer.Encode(prompt + item.Text("text"), 512));
                Assert.Equal(item.GetProperty("prefix_tokens").GetInt32(), tokenizer.Encode(prompt, true).Length);
            }

            foreach (var item in checkpoint.Value.GetProperty("chat_nll").EnumerateArray())
            {
                Assert.Equal(item.GetProperty("prompt_ids").Ints(), tokenizer.Encode(item.Text("prompt"), true));
            }

            // These texts are the decoded ids; the last character may have lost bytes to the cut and then is U+FFFD.
            foreach (var item in checkpoint.Value.GetProperty("document_nll").EnumerateArray())
            {
                var (text, ids) = (item.Text("text"), item.GetProperty("ids").Ints());
                Assert.Equal(text, tokenizer.Decode(ids, true));
                Assert.True(text.EndsWith('\uFFFD') || ids.SequenceEqual(tokenizer.Encode(text, true)), text);
            }
        }
    }

    private static void Same(JsonProperty expected, string text, int[] found)
    {
        if (!expected.Value.Ints().SequenceEqual(found))
        {
            Assert.Fail($"{expected} for '{text}', found [{string.Join(",", found)}]");
        }
    }
}
