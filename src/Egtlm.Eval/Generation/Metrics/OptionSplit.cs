using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Metrics;

/// <summary>Tokens of a context and of the option after it.</summary>
public static class OptionSplit
{
    /// <summary>
    /// Tokenises both as one text and cuts behind as many tokens as the context alone has; white space at the end of
    /// the context goes to the option first.
    /// </summary>
    /// <param name="context">Not empty.</param>
    /// <param name="tokenise">Text to ids, with the special tokens that the model wants in front.</param>
    /// <returns>
    /// The option has no tokens where the context alone has as many as both (the option melts into its last token).
    /// </returns>
    /// <remarks>Source: lm-evaluation-harness 0.4 <c>_encode_pair</c>.</remarks>
    public static (int[] Context, int[] Option) Of(string context, string option, Func<string, int[]> tokenise)
    {
        ArgumentException.ThrowIfNullOrEmpty(context);
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(tokenise);
        var head = tokenise(PythonText.StripEnd(context));
        var all = tokenise(context + option);
        return (head, all[Math.Min(head.Length, all.Length)..]);
    }
}
