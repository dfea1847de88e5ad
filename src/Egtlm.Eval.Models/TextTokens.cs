using Egtlm.Eval.Models.Tokenization;

namespace Egtlm.Eval.Models;

/// <summary>Texts to token ids as a profile wants them: prepared, prompt in front, cut to the model's length.</summary>
internal sealed class TextTokens
{
    /// <summary>
    /// What Python's <c>str.strip</c> removes beyond <see cref="char.IsWhiteSpace(char)"/>: U+001C to U+001F.
    /// </summary>
    private static readonly char[] Separators = ['\u001c', '\u001d', '\u001e', '\u001f'];

    private readonly Tokenizer _tokenizer;
    private readonly EncodingPlan _plan;
    private readonly int _specialsAfterText;

    /// <exception cref="EvaluationException">The special tokens alone are longer than the plan's length.</exception>
    public TextTokens(Tokenizer tokenizer, EncodingPlan plan)
    {
        _tokenizer = tokenizer;
        _plan = plan;
        _ = tokenizer.Encode("", plan.MaxLength);
        var plain = tokenizer.Encode("a", addSpecialTokens: false);
        var full = tokenizer.Encode("a", addSpecialTokens: true);
        _specialsAfterText = full.Length - full.AsSpan().IndexOf(plain) - plain.Length;
    }

    public int PadId => _tokenizer.PadId;

    /// <summary>Ids of prompt and text with special tokens; a text without any token is one padding token.</summary>
    /// <returns>The ids and whether the text was cut.</returns>
    public (int[] Ids, bool IsCut) Encode(string prompt, string text)
    {
        var ids = _tokenizer.Encode(Prepare(prompt + text), addSpecialTokens: true);
        if (ids.Length == 0)
        {
            return ([PadId], false);
        }

        return ids.Length <= _plan.MaxLength
            ? (ids, false)
            : ([.. ids[..(_plan.MaxLength - _specialsAfterText)], .. ids[^_specialsAfterText..]], true);
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
