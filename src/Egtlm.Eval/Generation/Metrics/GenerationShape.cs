namespace Egtlm.Eval.Generation.Metrics;

/// <summary>What a set of answers looks like.</summary>
/// <param name="MeanRepeated4">Mean rep-4 of the answers.</param>
/// <param name="Distinct2">
/// Different bigrams / bigrams over the whole set; none reaches from one answer to the next.
/// </param>
/// <param name="Distinct2PerToken">The same numerator over all tokens, as Li et al. 2016, arXiv:1510.03055.</param>
/// <param name="MeanLength">Tokens.</param>
/// <param name="EndRate">Share that ended with an end token.</param>
/// <param name="DegenerateRate">Share that is degenerate, see <see cref="Degeneration"/>.</param>
public sealed record GenerationShape(
    double MeanRepeated4,
    double Distinct2,
    double Distinct2PerToken,
    double MeanLength,
    double EndRate,
    double DegenerateRate)
{
    /// <param name="answers">One at least.</param>
    public static GenerationShape Of(IReadOnlyList<TokenSequence> answers, DegenerationRules rules)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count);
        var numbers = new NGramNumbers(2);
        var bigrams = answers.Sum(answer => numbers.Of(answer.Ids).Length);
        var tokens = answers.Sum(answer => answer.Ids.Count);
        var degenerate = answers.Count(answer => Degeneration.Of(answer, rules) != DegenerationReasons.None);
        return new GenerationShape(
            answers.Average(answer => Repetition.RepeatedShare(answer.Ids, 4)),
            bigrams == 0 ? 0 : (double)numbers.Count / bigrams,
            tokens == 0 ? 0 : (double)numbers.Count / tokens,
            (double)tokens / answers.Count,
            (double)answers.Count(answer => answer.HasEnd) / answers.Count,
            (double)degenerate / answers.Count);
    }
}
