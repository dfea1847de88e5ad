using Egtlm.Eval.Generation;
using Egtlm.Eval.Generation.Metrics;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation.Generated;

/// <summary>From what is asked to the tokens that the model reads.</summary>
internal static class PromptIds
{
    /// <summary>A question as the task asks it: a user's turn, or text where the task or the model wants that.</summary>
    public static int[] Of(string question, PromptForm form, ILanguageModel model) => Chat(question, form, model) is { } chat
        ? model.Tokenise(chat, addSpecialTokens: false)
        : OfText(question, model);

    /// <summary>The ids of a question and of each option after it.</summary>
    /// <exception cref="EvaluationException">An option has no tokens of its own.</exception>
    public static ScoreRequest WithOptions(
        string question, IReadOnlyList<string> options, PromptForm form, ILanguageModel model)
    {
        if (Chat(question, form, model) is not { } chat)
        {
            // White space at the end of the context goes to the options, as lm-evaluation-harness has it.
            var pairs = options.Select(
                option => OptionSplit.Of(question, option, text => model.Tokenise(text, addSpecialTokens: true)));
            (int[] Context, int[] Option)[] split = [.. pairs];
            return new ScoreRequest(split[0].Context, [.. split.Select(pair => pair.Option)]);
        }

        // A template ends where an answer begins: its last line break is not the answer's.
        var context = model.Tokenise(chat, addSpecialTokens: false);
        return new ScoreRequest(context, [.. options.Select(option => After(context, chat, option, model))]);
    }

    /// <summary>What <paramref name="text"/> adds to <paramref name="context"/>.</summary>
    public static int[] After(int[] context, string contextText, string text, ILanguageModel model)
    {
        var all = model.Tokenise(contextText + text, addSpecialTokens: false);
        return all.AsSpan().StartsWith(context)
            ? all[context.Length..]
            : model.Tokenise(text, addSpecialTokens: false); // they melt: scored as a training run that joins ids
    }

    private static string? Chat(string question, PromptForm form, ILanguageModel model) => form == PromptForm.Chat
        ? model.RenderChat([new ChatMessage("user", question)], addGenerationPrompt: true)
        : null;

    private static int[] OfText(string text, ILanguageModel model)
    {
        var ids = model.Tokenise(text, addSpecialTokens: true);
        return ids.Length > 0 || model.PrefixToken is not { } prefix ? ids : [prefix];
    }
}
