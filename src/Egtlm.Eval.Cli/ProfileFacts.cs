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
            ["normalise"] = plan.NormalisesLast || plan.Modules.Any(module => module.Kind == SentenceModuleKind.Normalize)
                ? "yes"
                : "no",
        };
        if (plan.Format is { } format)
        {
            facts["template"] = Quoted(format.Template);
            facts["without_instruction"] = Quoted(format.WithoutInstruction);
            facts["instructions"] = plan.Instructions == InstructionSource.Task ? "task" : "none";
        }
        else if (plan.Prompts.Values.Any(prompt => prompt.Length > 0))
        {
            facts["prompts"] = string.Join(", ", plan.Prompts.Select(prompt => $"{prompt.Key} {Quoted(prompt.Value)}"));
            facts["default_prompt"] = plan.DefaultPromptName ?? "none";
        }

        return facts;
    }

    /// <summary>A prompt on one line.</summary>
    private static string Quoted(string text) => $"'{text.Replace("\n", "\\n", StringComparison.Ordinal)}'";
}
