using Egtlm.Eval.Models.Tokenization;

namespace Egtlm.Eval.Models;

/// <summary>Texts to token ids as a plan wants them: prepared, prompt in front, cut to the model's length.</summary>
internal sealed class TextTokens
{
    /// <summary>
    /// What Python's <c>str.strip</c> removes beyond <see cref="char.IsWhiteSpace(char)"/>: U+001C to U+001F.
    /// </summary>
    private static readonly char[] Separators = ['\u001c', '\u001d', '\u001e', '\u001f'];

    private readonly Tokenizer _tokenizer;
    private readonly EncodingPlan _plan;
    private readonly int _embeddedTokens;
    private readonly int _specialsAfterText;
    private readonly int[] _endToken = [];

    /// <param name="embeddedTokens">Rows of the model's embedding table; null when unknown.</param>
    /// <exception cref="EvaluationException">
    /// The special tokens alone are longer than the plan's length, or a token of the plan is not in the model.
    /// </exception>
    public TextTokens(Tokenizer tokenizer, EncodingPlan plan, int? embeddedTokens = null)
    {
        _tokenizer = tokenizer;
        _plan = plan;
        _embeddedTokens = embeddedTokens ?? int.MaxValue;
        var plain = tokenizer.Encode("a", addSpecialTokens: false);
        var full = tokenizer.Encode("a", addSpecialTokens: true);
        _specialsAfterText = full.Length - full.AsSpan().IndexOf(plain) - plain.Length;
        if (plan.EndToken is { } token && !(_specialsAfterText > 0 && full[^1] == Known(token, "eos_token")))
        {
            _endToken = [Known(token, "eos_token")];
        }

        _ = tokenizer.Encode("", plan.MaxLength - _endToken.Length);
        _ = plan.EndText.Length == 0 ? 0 : Known(plan.EndText, "end_text");
        string[] templates = plan.Format is { } format
            ? [format.WithoutInstruction, plan.Instructions == InstructionSource.Task ? format.Template : ""]
            : [.. plan.Prompts.Values];
        foreach (var text in templates.Concat(plan.Profile.SpecialTokens).Append(plan.EndText))
        {
            RequireEmbedded([.. tokenizer.Encode(text, addSpecialTokens: true), .. _endToken]);
        }
    }

    /// <summary>Fills rows; 0 where the tokenizer's own has no embedding, since padding is never seen.</summary>
    public int PadId => _tokenizer.PadId < _embeddedTokens ? _tokenizer.PadId : 0;

    /// <summary>Ids of prompt and text with special tokens; a text without any token is one padding token.</summary>
    /// <returns>The ids and whether the text was cut.</returns>
    /// <exception cref="EvaluationException">The text holds a token that the model has no embedding of.</exception>
    public (int[] Ids, bool IsCut) Encode(string prompt, string text)
    {
        var whole = Prepare(prompt + text + _plan.EndText);
        int[] ids = [.. _tokenizer.Encode(whole, addSpecialTokens: true), .. _endToken];
        if (ids.Length == 0)
        {
            RequireEmbedded([_tokenizer.PadId]);
            return ([PadId], false);
        }

        RequireEmbedded(ids);
        var after = _specialsAfterText + _endToken.Length;
        return ids.Length <= _plan.MaxLength
            ? (ids, false)
            : ([.. ids[..(_plan.MaxLength - after)], .. ids[^after..]], true);
    }

    /// <summary>
    /// Leading tokens that belong to the prompt: a count of the tokenised prompt, so that a text which begins with a
    /// newline and merges with the prompt's last one is cut one token short, as in the reference tools.
    /// </summary>
    /// <remarks>sentence-transformers does not count the token that ends a text; EGTLM's tokenizers add none.</remarks>
    public int PrefixLength(string prompt)
    {
        if (prompt.Length == 0)
        {
            return 0;
        }

        var tokens = _tokenizer.Encode(Prepare(prompt), _plan.MaxLength).Length;
        return _plan.Pooling.Prompt == PromptPooling.Exclude ? tokens - Math.Min(1, _specialsAfterText) : tokens;
    }

    private int Known(string token, string field) => _tokenizer.TokenToId(token) ?? throw new EvaluationException(
        $"profile '{_plan.Profile.Name}' ends a text with '{token}' ({field}), which the tokenizer does not have",
        "choose the pooling that the model was trained with, or a profile file of your own");

    private void RequireEmbedded(ReadOnlySpan<int> ids) => EmbeddedTokens.Require(ids, _tokenizer, _embeddedTokens);

    // Source: sentence-transformers 5 Transformer.tokenize strips, then lowers;
    // EGTLM and GritLM take the text as it is.
    private string Prepare(string text)
    {
        if (!_plan.StripsText)
        {
            return text;
        }

        var start = 0;
        var end = text.Length;
        while (start < end && IsPythonSpace(text[start]))
        {
            start++;
        }

        while (end > start && IsPythonSpace(text[end - 1]))
        {
            end--;
        }

        text = text[start..end];
        return _plan.LowersCase ? text.ToLowerInvariant() : text;
    }

    private static bool IsPythonSpace(char character) =>
        char.IsWhiteSpace(character) || Separators.AsSpan().Contains(character);
}
