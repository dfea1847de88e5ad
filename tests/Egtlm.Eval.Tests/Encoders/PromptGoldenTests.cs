using System.Text.Json;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Encoders;

public sealed class PromptGoldenTests
{
    /// <summary>mteb's three templates; the first is a string there, the others are functions.</summary>
    private static readonly Dictionary<string, InstructionFormat> Formats = new()
    {
        ["e5_instruct"] = new("Instruct: {instruction}\nQuery: "),
        ["qwen3"] = new("Instruct: {instruction}\nQuery:", AppliesToDocuments: false),
        ["gritlm"] = new("<|user|>\n{instruction}\n<|embed|>\n", "<|embed|>\n"),
    };

    /// <summary>mteb's task types by default instruction: the golden names tasks, not types.</summary>
    private static readonly Dictionary<string, string> TypesByDefault = new()
    {
        ["Retrieve text based on user query."] = "Retrieval",
        ["Retrieve semantically similar text."] = "STS",
        ["Retrieve text that are semantically similar to the given text."] = "PairClassification",
        ["Classify user passages."] = "Classification",
        ["Identify categories in user passages."] = "Clustering",
        ["Given a news summary, retrieve other semantically similar summaries."] = "Summarization",
        ["Retrieve parallel sentences."] = "BitextMining",
    };

    [Fact]
    public void Prompt_names_equal_mteb()
    {
        foreach (var golden in CasesOf("prompt names"))
        {
            var types = golden.GetProperty("task_types");
            foreach (var item in golden.GetProperty("items").EnumerateArray())
            {
                var task = item[1].GetString()!;
                var prompts = golden.GetProperty("dictionaries").GetProperty(item[0].GetString()!)
                    .Deserialize<Dictionary<string, string>>();

                var key = PromptResolver.KeyFor(prompts, task, types.GetProperty(task).GetString()!, Role(item[2]));

                Assert.True(key == item[3].GetString(), $"{item.GetRawText()}: found '{key}'");
            }
        }
    }

    [Fact]
    public void Instructions_equal_mteb()
    {
        foreach (var golden in CasesOf("instructions"))
        {
            foreach (var item in golden.GetProperty("items").EnumerateArray())
            {
                var found = Instruction(golden, item);

                Assert.True(Expected(item) == found, $"{item.GetRawText()}: found '{found}'");
            }
        }
    }

    private static JsonElement[] CasesOf(string kind)
    {
        var cases = SharedFolder.Cases("goldens", "stages", "text_rules.json")
            .Where(golden => golden.GetProperty("kind").GetString() == kind).ToArray();
        Assert.NotEmpty(cases);
        return cases;
    }

    private static string Instruction(JsonElement golden, JsonElement item)
    {
        var task = item[2].GetString()!;
        var overrides = golden.GetProperty("prompts_dicts").GetProperty(item[0].GetString()!);
        var type = TypesByDefault[golden.GetProperty("defaults").GetProperty(task).GetString()!];
        // Reranking shares its default with Retrieval.
        type = type == "Retrieval" && task.EndsWith("eranking", StringComparison.Ordinal) ? "Reranking" : type;
        var resolved = InstructionResolver.Resolve(
            Prompt(golden.GetProperty("task_prompts").GetProperty(task)),
            overrides.ValueKind == JsonValueKind.Null
                ? null
                : overrides.EnumerateObject().ToDictionary(entry => entry.Name, entry => Prompt(entry.Value)!),
            task,
            type,
            Role(item[3]));
        if (!Formats.TryGetValue(item[1].GetString()!, out var format))
        {
            return Show(resolved);
        }

        try
        {
            return format.Apply(resolved, Role(item[3]));
        }
        catch (EvaluationException)
        {
            return "refused";
        }
    }

    /// <summary>
    /// mteb fails or prints a Python dictionary where a prompt per role meets no role; both are refused here.
    /// </summary>
    private static string Expected(JsonElement item)
    {
        if (item[1].GetString() == "none")
        {
            return Show(Prompt(item[4])!);
        }

        var fails = item[4].ValueKind == JsonValueKind.Object;
        return fails || item[4].GetString()!.Contains("{'", StringComparison.Ordinal)
            ? "refused"
            : item[4].GetString()!;
    }

    private static string Show(TaskPrompt prompt) => prompt.Text ?? $"query={prompt.Query} document={prompt.Document}";

    private static TaskPrompt? Prompt(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => new TaskPrompt(value.GetString()),
        _ => new TaskPrompt(null, Entry(value, "query"), Entry(value, "document")),
    };

    private static string? Entry(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static PromptType Role(JsonElement role) => role.GetString() switch
    {
        null => PromptType.None,
        "query" => PromptType.Query,
        "document" => PromptType.Document,
        var other => throw new ArgumentException($"unknown prompt type '{other}'"),
    };
}
