namespace Egtlm.Eval.Generation.Metrics;

/// <summary>A next-token distribution, cut down to some tokens and one bucket for all others.</summary>
/// <param name="Ids">Distinct tokens.</param>
/// <param name="LogProbabilities">ln p of each.</param>
/// <param name="Rest">ln of what all other tokens have together; −∞ where there is none.</param>
public sealed record TopTokens(IReadOnlyList<int> Ids, IReadOnlyList<double> LogProbabilities, double Rest)
{
    /// <summary>Tokens that a baseline keeps. Source: generation-regression.md, G8.</summary>
    public const int Kept = 64;

    /// <summary>The most likely tokens, most likely first, lower id first among equals.</summary>
    /// <param name="logProbabilities">ln p of every token of the vocabulary.</param>
    public static TopTokens Of(ReadOnlySpan<double> logProbabilities, int count = Kept)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int[] ids = [.. Enumerable.Range(0, logProbabilities.Length)];
        double[] keys = new double[ids.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = -logProbabilities[i];
        }

        Array.Sort(ids, (left, right) => (keys[left], left).CompareTo((keys[right], right)));
        return At(logProbabilities, ids[..Math.Min(count, ids.Length)]);
    }

    /// <summary>The same cut for another model: the tokens that the baseline kept.</summary>
    public static TopTokens At(ReadOnlySpan<double> logProbabilities, IReadOnlyList<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var isKept = new bool[logProbabilities.Length];
        var kept = new double[ids.Count];
        for (var i = 0; i < kept.Length; i++)
        {
            isKept[ids[i]] = true;
            kept[i] = logProbabilities[ids[i]];
        }

        var rest = 0.0; // summed, not 1 − the kept: what is left of a sharp distribution would drown in rounding
        for (var i = 0; i < isKept.Length; i++)
        {
            rest += isKept[i] ? 0 : Math.Exp(logProbabilities[i]);
        }

        return new TopTokens(ids, kept, Math.Log(rest));
    }
}
