namespace Egtlm.Eval.Generation.Metrics;

/// <summary>How far a candidate's prediction of one token lies from the baseline's.</summary>
/// <param name="Divergence">KL(baseline ‖ candidate) of the cut distributions, nats, 0 at least.</param>
/// <param name="IsSameTop">Both think the same token most likely.</param>
/// <param name="ProbabilityChange">p(true token) of the candidate − that of the baseline.</param>
/// <remarks>
/// Source: generation-regression.md, G8; llama.cpp <c>--kl-divergence</c>. The cut divergence is never above the full
/// one (data-processing inequality), so it raises no false alarm.
/// </remarks>
public readonly record struct TokenDrift(double Divergence, bool IsSameTop, double ProbabilityChange)
{
    /// <summary>Σ p (ln p − ln q) over the kept tokens and the rest.</summary>
    /// <returns>∞ where the candidate thinks impossible what the baseline thinks possible.</returns>
    /// <exception cref="ArgumentException">The two were cut at different tokens.</exception>
    public static double DivergenceOf(TopTokens baseline, TopTokens candidate)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        if (!baseline.Ids.SequenceEqual(candidate.Ids))
        {
            throw new ArgumentException("the distributions are cut at different tokens", nameof(candidate));
        }

        var sum = Term(baseline.Rest, candidate.Rest);
        for (var i = 0; i < baseline.Ids.Count; i++)
        {
            sum += Term(baseline.LogProbabilities[i], candidate.LogProbabilities[i]);
        }

        return Math.Max(0, sum); // rounding
    }

    private static double Term(double p, double q) => double.IsNegativeInfinity(p) ? 0 : Math.Exp(p) * (p - q);
}

/// <summary>Drift over many tokens.</summary>
/// <param name="MeanDivergence">Mean <see cref="TokenDrift.Divergence"/>, nats per token.</param>
/// <param name="SameTopShare">Share of the tokens with the same most likely token.</param>
/// <param name="RmsChange">√ mean (p_candidate − p_baseline)² of the true tokens.</param>
public sealed record DriftSummary(double MeanDivergence, double SameTopShare, double RmsChange)
{
    /// <param name="tokens">One at least.</param>
    public static DriftSummary Of(IReadOnlyList<TokenDrift> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentOutOfRangeException.ThrowIfZero(tokens.Count);
        return new DriftSummary(
            tokens.Average(token => token.Divergence),
            tokens.Average(token => token.IsSameTop ? 1.0 : 0.0),
            Math.Sqrt(tokens.Average(token => token.ProbabilityChange * token.ProbabilityChange)));
    }
}
