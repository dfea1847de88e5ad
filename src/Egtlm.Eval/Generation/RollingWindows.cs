namespace Egtlm.Eval.Generation;

/// <summary>A long document in pieces that a model can read, each token scored once.</summary>
public static class RollingWindows
{
    /// <summary>
    /// Requests whose scores, joined, are those of every token of the document. The first window starts after the
    /// prefix token; each later one repeats tokens in front of the ones that it scores.
    /// </summary>
    /// <param name="tokens">The document; none gives no request.</param>
    /// <param name="prefixToken">Conditions the first token, see <see cref="ILanguageModel.PrefixToken"/>.</param>
    /// <param name="maxLength">Most tokens that the model reads at once.</param>
    /// <param name="contextLength">Tokens in front of a full window that are read and not scored, 1 to
    /// <paramref name="maxLength"/>.</param>
    /// <remarks>
    /// Source: lm-evaluation-harness 0.4 <c>get_rolling_token_windows</c> and <c>make_disjoint_window</c>; the last
    /// window is as long as the others and so has more context.
    /// </remarks>
    public static IReadOnlyList<ScoreRequest> Of(
        IReadOnlyList<int> tokens, int prefixToken, int maxLength, int contextLength = 1)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentOutOfRangeException.ThrowIfLessThan(contextLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(contextLength, maxLength);
        int[] all = [prefixToken, .. tokens]; // all[i] comes in front of token i
        List<ScoreRequest> requests = [];
        var stride = maxLength - contextLength + 1;
        for (var scored = 0; scored < tokens.Count;)
        {
            var count = Math.Min(scored == 0 ? maxLength : stride, tokens.Count - scored);
            var end = scored + count;
            var start = scored == 0 ? 0 : end - maxLength;
            requests.Add(new ScoreRequest(all[start..(scored + 1)], [all[(scored + 1)..(end + 1)]]));
            scored = end;
        }

        return requests;
    }
}
