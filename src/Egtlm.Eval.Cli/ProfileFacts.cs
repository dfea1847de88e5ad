using System.Globalization;
using Egtlm.Eval.Models;

namespace Egtlm.Eval.Cli;

/// <summary>An encoding plan in words: what a vector depends on besides weights and text.</summary>
internal static class ProfileFacts
{
    public static IReadOnlyDictionary<string, string> Of(EncodingPlan plan)
    {
        var facts = new Dictionary<string, string>
        {
            ["profile"] = plan.Profile.Name,
            ["pooling"] = plan.Pooling.Prompt == PromptPooling.Include
                ? plan.Pooling.Name
                : $"{plan.Pooling.Name} without the prompt's tokens",
            ["attention"] = plan.IsCausal ? "causal" : "bidirectional",
            ["max_length"] = plan.MaxLength.ToString(CultureInfo.InvariantCulture),
            ["normalise"] = plan.IsNormalised ? "yes" : "no",
        };
        foreach (var fact in Optional(plan))
        {
            facts[fact.Key] = fact.Value;
        }

        return facts;
    }

    /// <summary>What most models do without.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Optional(EncodingPlan plan)
    {
        if (plan.Modules.Any(module => module.Kind == SentenceModuleKind.Projection))
        {
            yield return new("projection", "embedding_head.safetensors");
        }

        if (plan.Profile.SpecialTokens.Count > 0)
        {
            yield return new("special_tokens", string.Join(", ", plan.Profile.SpecialTokens.Select(Quoted)));
        }

        if (plan.EndText.Length > 0)
        {
            yield return new("end_text", Quoted(plan.EndText));
        }

        if (plan.EndToken is { } token)
        {
            yield return new("end_token", Quoted(token));
        }

        if (plan.OverrideSource is { } own)
        {
            yield return new("own_prompts", own);
        }

        if (plan.Format is { } format)
        {
            yield return new("template", Quoted(format.Template));
            yield return new("without_instruction", Quoted(format.WithoutInstruction));
            var source = plan.InstructionSet?.Name ?? "task";
            yield return new("instructions", (plan.Instructions, format.AppliesToDocuments) switch
            {
                (InstructionSource.None, _) => "none",
                (InstructionSource.Task, true) => source,
                (InstructionSource.Task, false) => $"{source}, not on documents",
            });
            if (plan.StripsText)
            {
                yield return new("strips_text", "yes");
            }
        }
        else if (plan.Prompts.Values.Any(prompt => prompt.Length > 0))
        {
            yield return new(
                "prompts", string.Join(", ", plan.Prompts.Select(prompt => $"{prompt.Key} {Quoted(prompt.Value)}")));
            yield return new("default_prompt", plan.DefaultPromptName ?? "none");
        }
    }

    /// <summary>A prompt on one line.</summary>
    public static string Quoted(string text) => $"'{text.Replace("\n", "\\n", StringComparison.Ordinal)}'";
}
