using Egtlm.Eval.Encoders;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Generation.Metrics;

namespace Egtlm.Eval.Tests.Evaluation.Generated;

/// <summary>
/// Every UTF-16 unit is a token; $ ends answers. A token costs as many nats as <see cref="Cost"/> says, and an answer is
/// what <see cref="Answers"/> has for the prompt.
/// </summary>
internal sealed class LetterModel : ILanguageModel
{
    public Func<char, double> Cost { get; init; } = _ => 1;

    /// <summary>ln p of four tokens, the same in front of every token.</summary>
    public double[] Expected { get; init; } = [Math.Log(0.125), Math.Log(0.5), Math.Log(0.125), Math.Log(0.25)];

    public Dictionary<string, string> Answers { get; init; } = [];

    public bool HasTemplate { get; init; } = true;

    public List<ScoreRequest> Asked { get; } = [];

    public ModelIdentity Identity => new("test/letters", "1");

    public int MaxPositions => 512;

    public int? PrefixToken => '$';

    public IReadOnlyList<int> EndTokens => ['$'];

    public TextDigests Digests { get; init; } = new("template", "letters");

    public string? RenderChat(IReadOnlyList<ChatMessage> messages, bool addGenerationPrompt) => !HasTemplate ? null
        : string.Concat(messages.Select(message => message.Role == "user" ? $"u:{message.Content}\n" : $"a:{message.Content}$\n"))
            + (addGenerationPrompt ? "a:" : "");

    public int[] Tokenise(string text, bool addSpecialTokens) => [.. text.Select(unit => (int)unit)];

    public string Detokenise(IReadOnlyList<int> ids) => string.Concat(ids.Select(id => (char)id));

    public IReadOnlyList<IReadOnlyList<ContinuationScore>> Score(
        IReadOnlyList<ScoreRequest> requests, IProgress<GenerationProgress>? progress, CancellationToken cancellation)
    {
        Asked.AddRange(requests);
        return
        [
            .. requests.Select(request => (IReadOnlyList<ContinuationScore>)
                [.. request.Continuations.Select(ids => new ContinuationScore([.. ids.Select(id => -Cost((char)id))], false))]),
        ];
    }

    public IReadOnlyList<IReadOnlyList<NextToken>> NextTokens(
        IReadOnlyList<NextTokenRequest> requests, IProgress<GenerationProgress>? progress, CancellationToken cancellation) =>
        [.. requests.Select(request => (IReadOnlyList<NextToken>)
            [.. request.Tokens.Select((id, i) => new NextToken(
                -Cost((char)id),
                Array.IndexOf(Expected, Expected.Max()),
                request.Ids is { } ids ? TopTokens.At(Expected, ids[i]) : TopTokens.Of(Expected, 2)))])];

    public IReadOnlyList<GeneratedText> Generate(
        IReadOnlyList<IReadOnlyList<int>> prompts,
        GenerationOptions options,
        IProgress<GenerationProgress>? progress,
        CancellationToken cancellation) => [.. prompts.Select(prompt => Answer(Detokenise(prompt), options))];

    private GeneratedText Answer(string prompt, GenerationOptions options)
    {
        var answer = Answers.GetValueOrDefault(prompt, "$");
        var text = answer.TrimEnd('$');
        return text.Length >= options.MaxNewTokens
            ? new GeneratedText(Tokenise(text[..options.MaxNewTokens], false), text[..options.MaxNewTokens], FinishReason.Length)
            : new GeneratedText(Tokenise(text, false), text, FinishReason.EndToken);
    }
}
