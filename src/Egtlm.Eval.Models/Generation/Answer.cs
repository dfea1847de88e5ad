using Egtlm.Eval.Generation;
using Egtlm.Eval.Models.Tokenization;

namespace Egtlm.Eval.Models.Generation;

/// <summary>An answer while it grows.</summary>
/// <param name="endTokens">Tokens that end it.</param>
internal sealed class Answer(
    IReadOnlyList<int> prompt, int maxNewTokens, IReadOnlyList<int> endTokens, GenerationOptions options, Tokenizer tokenizer)
{
    private readonly List<int> _ids = [];

    public IReadOnlyList<int> Prompt => prompt;

    /// <summary>What the options and the model's positions leave.</summary>
    public int MaxNewTokens => maxNewTokens;

    /// <summary>New tokens without an end token.</summary>
    public IReadOnlyList<int> Ids => _ids;

    /// <summary>Null: greedy.</summary>
    public required Sampling? Sampling { get; init; }

    /// <summary>Null while it grows.</summary>
    public FinishReason? Finish { get; private set; }

    public void Add(int token)
    {
        if (endTokens.Contains(token))
        {
            Finish = FinishReason.EndToken;
            return;
        }

        _ids.Add(token);
        if (options.StopTexts.Count > 0 && StopText.IsIn(Decoded(), options.StopTexts))
        {
            Finish = FinishReason.StopText;
        }
        else if (_ids.Count == maxNewTokens)
        {
            Finish = FinishReason.Length;
        }
    }

    /// <summary>The text so far, cut in front of a stop text.</summary>
    public string Text() => StopText.Cut(Decoded(), options.StopTexts);

    /// <summary>The whole answer, once it has ended.</summary>
    public GeneratedText Result() => new(
        [.. _ids], Text(), Finish ?? throw new InvalidOperationException("the answer is still growing"));

    private string Decoded() => tokenizer.Decode(_ids, skipSpecialTokens: true);
}
