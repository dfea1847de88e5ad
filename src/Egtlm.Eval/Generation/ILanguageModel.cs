using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Generation;

/// <summary>The generating half of a model: text to tokens and back, likelihoods, new text.</summary>
public interface ILanguageModel
{
    ModelIdentity Identity { get; }

    /// <summary>Most tokens of one sequence, prompt and answer together.</summary>
    int MaxPositions { get; }

    /// <summary>
    /// The token in front of a text that has no context: the one that begins texts, else one that ends them, as
    /// lm-evaluation-harness has it; null where the model has neither.
    /// </summary>
    int? PrefixToken { get; }

    /// <summary>Tokens that end an answer; may be none.</summary>
    IReadOnlyList<int> EndTokens { get; }

    /// <summary>What makes ids of texts, to tell models apart that cannot be compared token by token.</summary>
    TextDigests Digests { get; }

    /// <summary>The text of a chat; null where the model has no chat template.</summary>
    /// <param name="addGenerationPrompt">Ends with the start of an answer.</param>
    /// <exception cref="EvaluationException">The template cannot be read, or refuses the messages.</exception>
    string? RenderChat(IReadOnlyList<ChatMessage> messages, bool addGenerationPrompt);

    /// <summary>Ids of a text.</summary>
    /// <param name="addSpecialTokens">As the tokenizer puts them around a text; false for text that carries its
    /// own, such as a rendered chat.</param>
    int[] Tokenise(string text, bool addSpecialTokens);

    /// <summary>The text of ids, special tokens left out.</summary>
    string Detokenise(IReadOnlyList<int> ids);

    /// <summary>Natural log-probability of every token of every continuation, in the order of the requests.</summary>
    /// <remarks>A context that leaves no room is cut on the left.</remarks>
    /// <exception cref="EvaluationException">
    /// A context is empty, or a continuation alone is longer than the model allows.
    /// </exception>
    IReadOnlyList<IReadOnlyList<ContinuationScore>> Score(
        IReadOnlyList<ScoreRequest> requests, IProgress<GenerationProgress>? progress, CancellationToken cancellation);

    /// <summary>The distribution in front of every token of every request, in the order of the requests.</summary>
    /// <exception cref="EvaluationException">
    /// A request is longer than the model allows, or an id is outside its vocabulary.
    /// </exception>
    IReadOnlyList<IReadOnlyList<NextToken>> NextTokens(
        IReadOnlyList<NextTokenRequest> requests,
        IProgress<GenerationProgress>? progress,
        CancellationToken cancellation);

    /// <summary>New text after each prompt; the result of a prompt does not depend on its neighbours.</summary>
    /// <exception cref="EvaluationException">A prompt is empty, or fills the model's positions.</exception>
    IReadOnlyList<GeneratedText> Generate(
        IReadOnlyList<IReadOnlyList<int>> prompts,
        GenerationOptions options,
        IProgress<GenerationProgress>? progress,
        CancellationToken cancellation);
}

/// <summary>Requests or prompts done so far in one call.</summary>
public readonly record struct GenerationProgress(int Done, int Total);

/// <summary>SHA-256 in lower-case hex.</summary>
/// <param name="Template">Of the chat template's text; null without one.</param>
/// <param name="Tokenizer">Of the tokenizer's files; null where there are none.</param>
public sealed record TextDigests(string? Template, string? Tokenizer);
