using Egtlm.Eval.Generation.Metrics;

namespace Egtlm.Eval.Generation;

/// <summary>A stretch of text whose next-token distributions are asked for.</summary>
/// <param name="Context">At least one token.</param>
/// <param name="Tokens">At least one: a distribution in front of each.</param>
/// <param name="Ids">Which tokens of each distribution to keep, as many for each; null for the
/// <see cref="TopTokens.Kept"/> most likely ones.</param>
public sealed record NextTokenRequest(
    IReadOnlyList<int> Context, IReadOnlyList<int> Tokens, IReadOnlyList<IReadOnlyList<int>>? Ids = null);

/// <summary>What a model expects in front of a token.</summary>
/// <param name="LogProbability">ln p of the token that follows.</param>
/// <param name="MostLikely">The most likely token of the whole vocabulary, the first of equals.</param>
/// <param name="Kept">The distribution, cut.</param>
public sealed record NextToken(double LogProbability, int MostLikely, TopTokens Kept);
