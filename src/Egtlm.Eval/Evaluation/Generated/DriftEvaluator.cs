using Egtlm.Eval.Data;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Generation.Metrics;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Evaluation.Generated;

/// <summary>How far a model's predictions lie from those that a baseline's run kept (G8).</summary>
public static class DriftEvaluator
{
    /// <summary>
    /// Each window is an item: sums over its tokens of the divergence in nats, of equal most likely tokens, and of the
    /// squared change of the true token's probability.
    /// </summary>
    /// <remarks>Scores are means over all tokens, see <see cref="DriftSummary"/>.</remarks>
    /// <exception cref="EvaluationException">The baseline has another tokenizer.</exception>
    public static Scores Evaluate(DriftData data, EvaluationScope scope)
    {
        var model = scope.LanguageModel();
        if (model.Digests.Tokenizer != data.Source.Tokenizer)
        {
            throw new EvaluationException(
                $"'{model.Identity.Name}' has another tokenizer than the baseline '{data.Source.Model}': their tokens "
                + "cannot be compared",
                "only checkpoints of one tokenizer have a drift; bits_per_byte can be compared between any");
        }

        var next = scope.NextTokens(
            [.. data.Windows.Select(one => new NextTokenRequest(one.Context, one.Tokens, IdsOf(one)))]);
        var all = new List<TokenDrift>();
        for (var i = 0; i < next.Count; i++)
        {
            var window = data.Windows[i];
            TokenDrift[] drifts = [.. window.Next.Zip(next[i], Between)];
            scope.Record(
                window.Item,
                window.Cluster,
                ("kl", drifts.Sum(token => token.Divergence)),
                ("same_top", drifts.Count(token => token.IsSameTop)),
                ("squared_change", drifts.Sum(token => token.ProbabilityChange * token.ProbabilityChange)),
                ("tokens", drifts.Length));
            all.AddRange(drifts);
        }

        var summary = DriftSummary.Of(all);
        return new Scores
        {
            { "kl", summary.MeanDivergence },
            { "same_top", summary.SameTopShare },
            { "rms_change", summary.RmsChange },
            { "tokens", new ScoreValue.Whole(all.Count) },
        };
    }

    private static IReadOnlyList<int>[] IdsOf(KeptWindow window) => [.. window.Next.Select(token => token.Kept.Ids)];

    private static TokenDrift Between(NextToken baseline, NextToken candidate) => new(
        TokenDrift.DivergenceOf(baseline.Kept, AsStored(candidate.Kept)),
        baseline.MostLikely == candidate.MostLikely,
        Math.Exp((float)candidate.LogProbability) - Math.Exp(baseline.LogProbability));

    /// <summary>Rounded as the baseline's values were, so that a model has no drift from itself.</summary>
    private static TopTokens AsStored(TopTokens kept) => kept with
    {
        LogProbabilities = [.. kept.LogProbabilities.Select(value => (double)(float)value)],
        Rest = (float)kept.Rest,
    };
}
