using Egtlm.Eval.Statistics;
using Xunit;

namespace Egtlm.Eval.Tests.Statistics;

public sealed class PairedDamageTests
{
    private static readonly BootstrapOptions Draws = new(Seed: 7, Resamples: 2000);

    [Fact]
    public void Without_items_there_is_nothing_to_estimate()
    {
        var failure = Assert.Throws<EvaluationException>(() => PairedDamage.Mean(new PairedItems([]), Draws));

        Assert.Equal("there are no items to compare", failure.Message);
    }

    [Theory]
    [InlineData(double.NaN, "item 'q2' has candidate NaN, expected a finite number")]
    [InlineData(double.NegativeInfinity, "item 'q2' has candidate -Infinity, expected a finite number")]
    public void Item_that_is_no_number_is_named(double value, string message)
    {
        var failure = Assert.Throws<EvaluationException>(
            () => PairedItems.Of([1, 2], [1, value], higherIsBetter: true, ids: ["q1", "q2"]));

        Assert.Equal(message, failure.Message);
    }

    [Fact]
    public void Binary_item_of_another_value_is_named() => Assert.Equal(
        "item '1' has damage 0.5, expected -1, 0 or 1",
        Assert.Throws<EvaluationException>(() => PairedDamage.Binary(new PairedItems([0, 0.5]))).Message);

    [Fact]
    public void Weights_that_sum_to_zero_are_refused() => Assert.Equal(
        "the weights of 2 items sum to 0: there is nothing to divide by",
        Assert.Throws<EvaluationException>(() => PairedDamage.Mean(new PairedItems([1, 2], [0, 0]))).Message);

    [Fact]
    public void One_item_and_one_cluster_are_inconclusive()
    {
        var item = PairedDamage.Mean(new PairedItems([0.0]), Draws);
        var cluster = PairedDamage.Mean(new PairedItems([0.0, 0, 0], Clusters: [4, 4, 4]), Draws);

        Assert.Null(item.Interval);
        Assert.Null(cluster.StandardError);
        Assert.Equal(Verdict.Inconclusive, item.Against(1));
        Assert.Equal(Verdict.Inconclusive, cluster.Against(1));
    }

    [Fact]
    public void Baseline_against_itself_passes_a_margin_of_zero()
    {
        double[] values = [0.1, 2.5, 1e300, -4, 0, 0.3];
        var items = PairedItems.Of(values, values, higherIsBetter: false, clusters: [0, 0, 1, 1, 2, 2]);

        var estimate = PairedDamage.Mean(items, Draws);

        Assert.Equal(0, estimate.Mean);
        Assert.Equal(Verdict.Pass, estimate.Against(0));
        Assert.Equal(0, estimate.MinimumDetectableEffect);
    }

    [Fact]
    public void Unchanged_answers_have_the_bound_of_Tango()
    {
        var estimate = PairedDamage.Binary(new PairedItems(new double[97]));

        // z²/(n + z²) with z² = 2.705543
        Assert.Equal(0.0271354, estimate.Interval!.Upper, 1e-7);
        Assert.Equal(-0.0271354, estimate.Interval.Lower, 1e-7);
        Assert.Equal(1, estimate.Counts!.McNemarP);
    }

    [Fact]
    public void Unchanged_shares_have_it_too_and_nats_have_none()
    {
        var items = new PairedItems(new double[30]);

        // 2.705543/(30 + 2.705543)
        Assert.Equal(0.0827243, PairedDamage.Mean(items, range: 1).Interval!.Upper, 1e-7);
        Assert.Equal(Verdict.Inconclusive, PairedDamage.Mean(items, range: 1).Against(0.05));
        Assert.Equal(0, PairedDamage.Mean(items).Interval!.Upper);
    }

    [Fact]
    public void Many_changes_are_no_surer_than_Tango_either()
    {
        double[] damage =
            [.. Enumerable.Repeat(1.0, 40), .. Enumerable.Repeat(-1.0, 27), .. Enumerable.Repeat(0.0, 383)];

        var interval = PairedDamage.Binary(new PairedItems(damage)).Interval!;

        // Wald's upper bound is 0.0587243.
        Assert.Equal("normal, widened by Tango", interval.Method);
        Assert.Equal(0.0594355, interval.Upper, 1e-7);
        Assert.Equal(-0.0010483, interval.Lower, 1e-7);
    }

    [Fact]
    public void Clustered_answers_with_few_changes_are_no_surer_than_Tango()
    {
        int[] clusters = [.. Enumerable.Range(0, 97).Select(i => i % 10)];

        var interval = PairedDamage.Binary(new PairedItems(new double[97], Clusters: clusters), Draws).Interval!;

        Assert.Equal("clustered t, widened by Tango", interval.Method);
        Assert.Equal(0.0271354, interval.Upper, 1e-7);
    }

    [Fact]
    public void Skewed_harm_has_a_higher_upper_bound_than_t()
    {
        double[] harm = [.. Enumerable.Range(0, 40).Select(i => i % 10 == 0 ? 1.0 : 0.01 * (i % 7))];
        var closed = PairedDamage.Mean(new PairedItems(harm)).Interval!;

        var drawn = PairedDamage.Mean(new PairedItems(harm), Draws).Interval!;

        Assert.Equal(IntervalKind.Studentised, drawn.Kind);
        Assert.True(drawn.Upper > closed.Upper * 1.1, $"{drawn} against {closed}");
        Assert.True(drawn.Lower <= closed.Lower);
    }

    [Fact]
    public void One_changed_query_is_bounded_by_its_share_and_size()
    {
        var small = new double[200];
        var large = new double[200];
        (small[5], large[5]) = (1e-9, 0.9);

        Assert.Equal(Verdict.Pass, PairedDamage.Mean(new PairedItems(small), Draws).Against(0.01));
        var estimate = PairedDamage.Mean(new PairedItems(large), Draws);
        Assert.Equal("t, widened by scaled Tango", estimate.Interval!.Method);
        Assert.Equal(Verdict.Inconclusive, estimate.Against(0.01));
    }

    [Fact]
    public void Order_of_items_changes_nothing_but_the_last_digits()
    {
        double[] damage = [.. Enumerable.Range(0, 60).Select(i => Math.Sin(i * i))];
        int[] clusters = [.. Enumerable.Range(0, 60).Select(i => i * 13 % 17)];

        var forward = PairedDamage.Mean(new PairedItems(damage, Clusters: clusters), Draws).Interval!;
        var backward = PairedDamage.Mean(
            new PairedItems([.. damage.Reverse()], Clusters: [.. clusters.Reverse()]), Draws).Interval!;

        Assert.Equal(forward.Lower, backward.Lower, 1e-12);
        Assert.Equal(forward.Upper, backward.Upper, 1e-12);
        Assert.Equal(forward, PairedDamage.Mean(new PairedItems(damage, Clusters: clusters), Draws).Interval);
    }

    [Fact]
    public void Weighted_mean_divides_by_the_weights()
    {
        // (1·10 + 3·30)/40 = 2.5; residuals −15 and 15; √(2/1 · 450)/40 = 0.75
        var estimate = PairedDamage.Mean(new PairedItems([1, 3], Weights: [10, 30]));

        Assert.Equal(2.5, estimate.Mean, 1e-15);
        Assert.Equal(0.75, estimate.StandardError!.Value, 1e-15);
    }

    [Fact]
    public void A_million_items_take_the_t_interval()
    {
        var damage = new double[1_000_000];
        for (var i = 0; i < damage.Length; i++)
        {
            damage[i] = i % 2;
        }

        var interval = PairedDamage.Mean(new PairedItems(damage), Draws).Interval!;

        // 0.5 ∓ 1.644855 · 0.5/√1e6
        Assert.Equal(IntervalKind.T, interval.Kind);
        Assert.Equal(0.5008224, interval.Upper, 1e-7);
    }
}
