using Egtlm.Eval.Metrics;
using Egtlm.Eval.Statistics;
using Xunit;

namespace Egtlm.Eval.Tests.Statistics;

public sealed class WholeSetDamageTests
{
    private static readonly BootstrapOptions Draws = new(Seed: 5, Resamples: 1000);

    // Ties in gold and in the candidate.
    private static readonly ScoredPairs Pairs = new(
        Gold: [0, 1, 1, 2, 3, 5, 5, 4], Baseline: [0.1, 0.2, 0.15, 0.4, 0.35, 0.9, 0.8, 0.7],
        Candidate: [0.5, 0.2, 0.2, 0.1, 0.6, 0.6, 0.9, 0.3]);

    [Fact]
    public void Damage_of_the_set_itself_is_the_difference_of_Spearman()
    {
        var expected = Correlation.Spearman([.. Pairs.Gold], [.. Pairs.Baseline])
            - Correlation.Spearman([.. Pairs.Gold], [.. Pairs.Candidate]);

        Assert.Equal(expected, WholeSetDamage.Spearman(Pairs, Draws).Mean, 1e-14);
    }

    [Fact]
    public void Repeated_pairs_count_as_often_as_they_are_drawn()
    {
        int[] counts = [2, 0, 1, 3, 0, 1, 1, 0];
        double[] Drawn(IReadOnlyList<double> values) =>
            [.. values.Zip(counts, (value, count) => Enumerable.Repeat(value, count)).SelectMany(all => all)];
        var expected = Correlation.Spearman(Drawn(Pairs.Gold), Drawn(Pairs.Baseline))
            - Correlation.Spearman(Drawn(Pairs.Gold), Drawn(Pairs.Candidate));

        var damage = new SpearmanDifference(Pairs.Gold, Pairs.Baseline, Pairs.Candidate).Create();

        Assert.Equal(expected, damage(counts), 1e-14);
    }

    [Fact]
    public void Average_precision_takes_equal_scores_as_one_threshold()
    {
        // Baseline + − + −: (1 + 2/3)/2. Candidate: all four equal, one threshold: 1/2.
        var pairs = new ScoredPairs([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.6], [0.5, 0.5, 0.5, 0.5]);

        Assert.Equal((5.0 / 6) - 0.5, WholeSetDamage.AveragePrecision(pairs, Draws).Mean, 1e-15);
    }

    [Fact]
    public void Same_scores_on_both_sides_do_no_damage()
    {
        var estimate = WholeSetDamage.Spearman(Pairs with { Candidate = Pairs.Baseline }, Draws);

        Assert.Equal(0, estimate.Mean);
        Assert.Equal(0, estimate.StandardError);
        Assert.Equal(Verdict.Pass, estimate.Against(0));
    }

    [Fact]
    public void Resamples_without_an_answer_push_both_bounds_out()
    {
        // One positive pair of five: (4/5)^5 = 33 % of the draws have none.
        var pairs = new ScoredPairs([1, 0, 0, 0, 0], [5, 4, 3, 2, 1], [5, 4, 3, 2, 1]);

        var interval = WholeSetDamage.AveragePrecision(pairs, Draws).Interval!;

        Assert.Equal(double.PositiveInfinity, interval.Upper);
        Assert.Equal(double.NegativeInfinity, interval.Lower);
    }

    [Fact]
    public void Constant_scores_have_no_correlation_to_compare()
    {
        var pairs = Pairs with { Candidate = new double[8] };

        var failure = Assert.Throws<EvaluationException>(() => WholeSetDamage.Spearman(pairs, Draws));

        Assert.StartsWith("the statistic of 8 items has no value", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Same_seed_gives_the_same_interval_and_clusters_are_drawn_whole()
    {
        var clustered = Pairs with { Clusters = [0, 0, 1, 1, 2, 2, 3, 3] };

        Assert.Equal(WholeSetDamage.Spearman(Pairs, Draws), WholeSetDamage.Spearman(Pairs, Draws));
        Assert.Equal(4, WholeSetDamage.Spearman(clustered, Draws).Clusters);
        Assert.NotEqual(
            WholeSetDamage.Spearman(Pairs, Draws).StandardError,
            WholeSetDamage.Spearman(clustered, Draws).StandardError);
    }
}
