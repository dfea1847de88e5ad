namespace Egtlm.Eval.Models;

/// <summary>Puts texts of similar length together, so that little is padded.</summary>
public static class TokenBatcher
{
    /// <summary>
    /// Batches of indices into <paramref name="lengths"/>, longest texts first, ties in the order given.
    /// </summary>
    /// <param name="lengths">Tokens of each text, at least 1.</param>
    /// <param name="tokenBudget">Most tokens of a batch, padding included; a longer text is a batch of its own.</param>
    /// <remarks>Longest first: a batch that does not fit the device's memory shows at once.</remarks>
    public static IReadOnlyList<int[]> Batch(IReadOnlyList<int> lengths, int tokenBudget)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tokenBudget);
        int[] order = [.. Enumerable.Range(0, lengths.Count).OrderByDescending(index => lengths[index])];
        List<int[]> batches = [];
        for (var start = 0; start < order.Length;)
        {
            var rows = Math.Max(1, tokenBudget / lengths[order[start]]);
            var end = Math.Min(order.Length, start + rows);
            batches.Add(order[start..end]);
            start = end;
        }

        return batches;
    }
}
