using System.Text.Json;
using Egtlm.Eval.Data;
using Egtlm.Eval.Generation.Instructions;
using Egtlm.Eval.Generation.Instructions.English;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Generation.Instructions;

public sealed class InstructionGoldenTests
{
    private static readonly JsonElement s_golden = SharedFolder.Root is null ? default : InstructionGolden.Root();

    [Fact]
    public void Every_case_is_followed_as_in_the_reference()
    {
        var wrong = Section("cases").Where(InstructionGolden.IsStable).Where(one =>
        {
            var check = InstructionGolden.Check(one.GetProperty("instruction").GetString()!, one.GetProperty("kwargs"));
            return check.Result(one.GetProperty("response").GetString()!)
                != (one.GetProperty("strict").GetBoolean(), one.GetProperty("loose").GetBoolean());
        });

        Assert.Empty(wrong.Select(one => one.GetRawText()));
    }

    [Fact]
    public void Every_kind_of_the_reference_has_a_case()
    {
        var kinds = Section("cases").Select(one => one.GetProperty("instruction").GetString()!).Distinct();

        Assert.Equal(
            InstructionKinds.Names.Where(name => !name.StartsWith("zh:", StringComparison.Ordinal)),
            kinds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_variant_equals_that_of_the_reference()
    {
        foreach (var one in Section("variants"))
        {
            Assert.Equal(
                one.GetProperty("variants").Texts(), ResponseVariants.Of(one.GetProperty("response").GetString()!));
        }
    }

    [Fact]
    public void Sentences_words_and_tokens_equal_those_of_nltk()
    {
        foreach (var one in Section("nltk"))
        {
            var text = one.GetProperty("text").GetString()!;
            Assert.Equal(one.GetProperty("sentences").Texts(), SentenceSplitter.Split(text));
            Assert.Equal(one.GetProperty("words").GetInt32(), LengthChecks.CountWords(text));
            Assert.Equal(one.GetProperty("word_tokens").Texts(), WordTokens.Of(text));
        }
    }

    [Fact]
    public async Task Every_prompt_of_IFEval_scores_as_in_the_reference()
    {
        var prompts = await PromptsAsync();
        var responses = Section("grid_responses").Select(response => response.GetString()!).ToArray();
        var grid = Section("grid");
        Assert.Equal(prompts.Count, grid.Length);
        List<string> wrong = [];
        List<InstructionResult>[] results = [.. responses.Select(_ => new List<InstructionResult>())];
        foreach (var row in grid.Where(InstructionGolden.IsStable))
        {
            var prompt = prompts[row.GetProperty("key").GetRawText()];
            for (var i = 0; i < responses.Length; i++)
            {
                var response = responses[i].Replace("{prompt}", prompt.Prompt, StringComparison.Ordinal);
                var result = InstructionResult.Of(prompt.Checks, prompt.Prompt, response);
                var digits = (Digits(result.Strict), Digits(result.Loose));
                if (digits != (row.GetProperty("strict").Texts()[i], row.GetProperty("loose").Texts()[i]))
                {
                    wrong.Add($"{prompt.Key}, response {i}: {digits}");
                }

                results[i].Add(result);
            }
        }

        Assert.Empty(wrong);
        AssertScores(results);
    }

    private static void AssertScores(List<InstructionResult>[] results)
    {
        var expected = Section("grid_scores");
        for (var i = 0; i < expected.Length; i++)
        {
            var scores = InstructionScores.Of(results[i]);
            Assert.Equal(expected[i].GetProperty("prompts").GetInt32(), results[i].Count);
            Assert.Equal(expected[i].GetProperty("instructions").GetInt32(), results[i].Sum(one => one.Loose.Count));
            Assert.Equal(expected[i].GetProperty("prompt_level_strict_acc").GetDouble(), scores.PromptStrict);
            Assert.Equal(expected[i].GetProperty("prompt_level_loose_acc").GetDouble(), scores.PromptLoose);
            Assert.Equal(expected[i].GetProperty("inst_level_strict_acc").GetDouble(), scores.InstructionStrict);
            Assert.Equal(expected[i].GetProperty("inst_level_loose_acc").GetDouble(), scores.InstructionLoose);
        }
    }

    private static async Task<Dictionary<string, InstructedPrompt>> PromptsAsync()
    {
        Dictionary<string, InstructedPrompt> prompts = [];
        await JsonLines.ReadAsync(
            SharedFolder.Path("data", "generation", "IFEval", "input_data.jsonl"),
            row =>
            {
                var prompt = InstructedPrompt.Read(row);
                prompts.Add(prompt.Key, prompt);
            },
            TestContext.Current.CancellationToken);
        return prompts;
    }

    private static string Digits(IReadOnlyList<bool> followed) =>
        string.Concat(followed.Select(one => one ? '1' : '0'));

    private static JsonElement[] Section(string name)
    {
        _ = SharedFolder.Path(); // skips where there is no shared folder
        JsonElement[] items = [.. s_golden.GetProperty(name).EnumerateArray()];
        Assert.NotEmpty(items);
        return items;
    }
}
