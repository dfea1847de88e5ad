using Egtlm.Eval.Generation.Metrics;
using Xunit;

namespace Egtlm.Eval.Tests.Generation.Metrics;

public sealed class DriftTests
{
    private static readonly double[] s_baseline = [Math.Log(0.125), Math.Log(0.5), Math.Log(0.125), Math.Log(0.25)];
    private static readonly double[] s_uniform = [Math.Log(0.25), Math.Log(0.25), Math.Log(0.25), Math.Log(0.25)];

    [Fact]
    public void Most_likely_tokens_are_kept_and_the_others_are_one_bucket()
    {
        var kept = TopTokens.Of(s_baseline, 2);

        Assert.Equal([1, 3], kept.Ids);
        Assert.Equal([Math.Log(0.5), Math.Log(0.25)], kept.LogProbabilities);
        Assert.Equal(Math.Log(0.25), kept.Rest, 1e-15);
    }

    [Fact]
    public void Lower_id_comes_first_among_equals() => Assert.Equal([0, 1, 2], TopTokens.Of(s_uniform, 3).Ids);

    [Fact]
    public void Divergence_is_over_the_kept_tokens_and_the_rest()
    {
        // 0.5 ln(0.5 / 0.25) + 0.25 ln(0.25 / 0.25) + 0.25 ln(0.25 / 0.5) = 0.25 ln 2
        var baseline = TopTokens.Of(s_baseline, 2);

        Assert.Equal(
            0.17328679513998632, TokenDrift.DivergenceOf(baseline, TopTokens.At(s_uniform, baseline.Ids)), 1e-15);
    }

    [Fact]
    public void Divergence_of_a_model_from_itself_is_zero()
    {
        var baseline = TopTokens.Of(s_baseline);

        Assert.Equal(double.NegativeInfinity, baseline.Rest);
        Assert.Equal(0, TokenDrift.DivergenceOf(baseline, TopTokens.At(s_baseline, baseline.Ids)));
    }

    [Fact]
    public void Divergence_is_infinite_where_the_candidate_excludes_a_token()
    {
        var baseline = TopTokens.Of([Math.Log(0.5), Math.Log(0.5)], 1);
        var candidate = TopTokens.At([0, double.NegativeInfinity], baseline.Ids);

        Assert.Equal(double.PositiveInfinity, TokenDrift.DivergenceOf(baseline, candidate));
    }

    [Fact]
    public void Rest_of_a_sharp_distribution_does_not_drown_in_rounding() =>
        Assert.Equal(Math.Log(3e-20), TopTokens.At([0, Math.Log(1e-20), Math.Log(2e-20)], [0]).Rest, 1e-12);

    [Fact]
    public void Distributions_cut_at_other_tokens_are_refused() => Assert.Throws<ArgumentException>(
        () => TokenDrift.DivergenceOf(TopTokens.Of(s_baseline, 2), TopTokens.Of(s_uniform, 2)));

    [Fact]
    public void Summary_has_means_and_the_root_of_the_mean_square()
    {
        // √((0.3² + 0.4² + 0² + 0²) / 4) = 0.25
        var summary = DriftSummary.Of(
            [new(0.1, true, 0.3), new(0.2, false, -0.4), new(0.3, true, 0), new(0, true, 0)]);

        Assert.Equal(0.15, summary.MeanDivergence, 1e-15);
        Assert.Equal(0.75, summary.SameTopShare);
        Assert.Equal(0.25, summary.RmsChange, 1e-15);
    }

    [Fact]
    public void Forgetting_is_the_distance_to_the_best_earlier_value()
    {
        Assert.Equal([null, -0.25, 0.5, 0.25], Forgetting.Of([0.5, 0.75, 0.25, 0.5]));
        Assert.Equal([null, -1, 0.5, 2], Forgetting.Of([3, 2, 2.5, 4], isHigherBetter: false));
        Assert.Equal([null], Forgetting.Of([1]));
        Assert.Empty(Forgetting.Of([]));
    }
}
