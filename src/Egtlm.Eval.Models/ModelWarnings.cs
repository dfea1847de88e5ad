using System.Globalization;
using System.Text.Json;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Models.Tokenization;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Models;

/// <summary>What a user of a model folder may not expect.</summary>
internal static class ModelWarnings
{
    /// <summary>The keys of prompts that some task can get, task names aside.</summary>
    private static readonly HashSet<string> PromptKeys = new(
        from type in Enum.GetValues<TaskType>().Select(TaskTypeName.Of).Append(null)
        from role in Enum.GetValues<PromptType>().Select(TaskTypeName.Of)
        select string.Join('-', new[] { type, role }.OfType<string>()),
        StringComparer.Ordinal);

    /// <param name="tokenizer">With the special tokens of the profile.</param>
    /// <param name="tokenizerFile">Root of tokenizer.json, or null.</param>
    public static IEnumerable<string> Of(ModelFolder folder, EncodingPlan plan, Tokenizer tokenizer, JsonElement? tokenizerFile)
    {
        if (!folder.HasModules && plan.Profile.Pooling is null)
        {
            yield return $"no '{SentenceModule.FileName}': mean pooling without normalisation is assumed, as "
                + "sentence-transformers does";
        }

        if (folder.Settings.MaxLength is { } asked && asked > plan.MaxLength)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"the folder asks for {asked} tokens; texts are cut at {plan.MaxLength}");
        }

        if (Truncation(tokenizerFile) is { } truncation && truncation != plan.MaxLength)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"tokenizer.json cuts at {truncation} tokens; that is ignored, texts are cut at {plan.MaxLength}");
        }

        if (folder.VocabularySize is { } rows && tokenizer.VocabularySize > rows)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the tokenizer has {tokenizer.VocabularySize} tokens, the model {rows}; a text with one of the others is refused");
        }

        foreach (var warning in Prompts(folder, plan))
        {
            yield return warning;
        }
    }

    private static IEnumerable<string> Prompts(ModelFolder folder, EncodingPlan plan)
    {
        var ignoresFolder = plan.Format is not null || plan.Profile.Prompts is not null;
        var prompts = folder.Settings.Prompts.Where(prompt => prompt.Value.Length > 0).Select(prompt => prompt.Key);
        var unused = ignoresFolder
            ? prompts
            : prompts.Where(key => !PromptKeys.Contains(key) && key != folder.Settings.DefaultPromptName);
        foreach (var key in unused.Order(StringComparer.Ordinal))
        {
            yield return ignoresFolder
                ? $"the prompt '{key}' of the folder is not used by profile '{plan.Profile.Name}'"
                : $"the prompt '{key}' is used only by a task of that name; tasks ask for 'query' and 'document'";
        }
    }

    private static int? Truncation(JsonElement? tokenizerFile) =>
        tokenizerFile is { } root && root.TryGetProperty("truncation", out var truncation)
            ? (int?)truncation.Number("max_length")
            : null;
}
