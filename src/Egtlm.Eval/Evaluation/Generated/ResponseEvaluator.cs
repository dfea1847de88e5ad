using Egtlm.Eval.Data;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Evaluation.Generated;

/// <summary>How likely the right answers of conversations are under the model's chat template (G1).</summary>
public static class ResponseEvaluator
{
    /// <summary>
    /// Each turn of the assistant is an item: the negative log-likelihood of its tokens, and their number. The token
    /// that ends the turn counts, what the template puts after it does not.
    /// </summary>
    /// <remarks>Scores are Σ nll / Σ tokens over the turns, in nats, and exp of it.</remarks>
    /// <exception cref="EvaluationException">The template renders a turn otherwise than the prompt for it.</exception>
    public static Scores Evaluate(ConversationData data, EvaluationScope scope)
    {
        var model = scope.LanguageModel();
        var turns = data.Conversations.SelectMany(one => ResponseTurn.Of(one, model)).ToArray();
        var scores = scope.Score([.. turns.Select(turn => turn.Request)]);
        var (sum, tokens) = (0.0, 0L);
        for (var i = 0; i < turns.Length; i++)
        {
            var (nll, count) = (-scores[i][0].Sum, scores[i][0].LogProbabilities.Count);
            scope.Record(turns[i].Id, turns[i].Cluster, ("nll", nll), ("tokens", count));
            (sum, tokens) = (sum + nll, tokens + count);
        }

        return new Scores
        {
            { "nll_per_token", sum / tokens },
            { "perplexity", Math.Exp(sum / tokens) },
            { "tokens", new ScoreValue.Whole(tokens) },
        };
    }
}

/// <summary>A turn of the assistant and what comes before it, as ids.</summary>
internal sealed record ResponseTurn(string Id, string Cluster, ScoreRequest Request)
{
    private const string AssistantRole = "assistant";

    public static IEnumerable<ResponseTurn> Of(Conversation conversation, ILanguageModel model)
    {
        var number = 0;
        for (var i = 0; i < conversation.Messages.Count; i++)
        {
            if (conversation.Messages[i].Role == AssistantRole)
            {
                number++;
                var id = number == 1 ? conversation.Id : FormattableString.Invariant($"{conversation.Id}#{number}");
                ChatMessage[] before = [.. conversation.Messages.Take(i)];
                yield return new ResponseTurn(id, conversation.Cluster, RequestFor(before, conversation.Messages[i], model));
            }
        }
    }

    private static ScoreRequest RequestFor(ChatMessage[] before, ChatMessage answer, ILanguageModel model)
    {
        var (prompt, rest) = Texts(before, answer, model);
        var context = model.Tokenise(prompt, addSpecialTokens: false);
        if (context.Length == 0 && model.PrefixToken is { } prefix)
        {
            context = [prefix];
        }

        var ids = PromptIds.After(context, prompt, rest, model);
        var end = Array.FindLastIndex(ids, model.EndTokens.Contains);
        return new ScoreRequest(context, [end < 0 ? ids : ids[..(end + 1)]]);
    }

    /// <summary>The text before the answer, and the answer with what ends it.</summary>
    private static (string Prompt, string Answer) Texts(ChatMessage[] before, ChatMessage answer, ILanguageModel model)
    {
        var prompt = model.RenderChat(before, addGenerationPrompt: true);
        if (prompt is null)
        {
            return (string.Concat(before.Select(message => message.Content + "\n")), answer.Content);
        }

        var whole = model.RenderChat([.. before, answer], addGenerationPrompt: false)!; // not null: there is a template
        if (whole.StartsWith(prompt, StringComparison.Ordinal))
        {
            return (prompt, whole[prompt.Length..]);
        }

        // Some templates write the answers of earlier turns without what they ask for, such as an empty thought.
        var place = whole.LastIndexOf(answer.Content, StringComparison.Ordinal);
        return place > 0 ? (whole[..place], whole[place..]) : throw new EvaluationException(
            $"the chat template of '{model.Identity.Name}' does not repeat an answer as it was given",
            "its answers cannot be told from what the template adds; leave out this task");
    }
}
