using Egtlm.Eval.Statistics;
using Xunit;

namespace Egtlm.Eval.Tests.Statistics;

public sealed class RatioDamageTests
{
    private static readonly BootstrapOptions Draws = new(Seed: 3, Resamples: 2000);

    private static readonly RatioItems Documents = new(
        Baseline: [100, 300, 50, 150], Candidate: [102, 303, 51, 150], BaselineSizes: [40, 100, 20, 40]);

    [Fact]
    public void Change_per_unit_is_the_difference_of_the_ratios() =>
        Assert.Equal(6.0 / 200, PairedDamage.Ratio(Documents, DamageScale.Absolute).Mean, 1e-15);

    [Fact]
    public void Relative_change_is_the_quotient_of_the_ratios()
    {
        Assert.Equal(0.01, PairedDamage.Ratio(Documents, DamageScale.Relative).Mean, 1e-15);
        Assert.Equal(-0.01, PairedDamage.Ratio(Documents, DamageScale.Relative, higherIsBetter: true).Mean, 1e-15);
    }

    [Theory]
    [InlineData(DamageScale.Absolute)]
    [InlineData(DamageScale.Relative)]
    public void Nearly_equal_sizes_give_nearly_what_equal_sizes_give(DamageScale scale)
    {
        var (baseline, candidate, sizes) = (new double[40], new double[40], new double[40]);
        for (var i = 0; i < 40; i++)
        {
            sizes[i] = 100 + (37 * i % 90);
            baseline[i] = sizes[i] * (2 + Math.Sin(i));
            candidate[i] = baseline[i] * (1.02 + (0.01 * Math.Cos(7 * i)));
        }

        var equal = PairedDamage.Ratio(new RatioItems(baseline, candidate, sizes), scale, bootstrap: Draws);
        double[] own = [.. sizes];
        own[0] *= 1 + 1e-12;
        var unequal = PairedDamage.Ratio(new RatioItems(baseline, candidate, sizes, own), scale, bootstrap: Draws);

        Assert.Equal(equal.Mean, unequal.Mean, 1e-10);
        Assert.Equal(equal.StandardError!.Value, unequal.StandardError!.Value, 1e-10);

        // Other draws, as the clusters are sorted by other keys.
        Assert.Equal(equal.Interval!.Upper, unequal.Interval!.Upper, 0.15 * equal.StandardError.Value);
        Assert.Equal(equal.Interval.Lower, unequal.Interval.Lower, 0.15 * equal.StandardError.Value);
    }

    [Fact]
    public void Own_sizes_of_the_candidate_count()
    {
        // 101/50 against 100/40: 2.02 − 2.5
        var items = new RatioItems([50, 50], [50, 51], [20, 20], [25, 25]);

        Assert.Equal(-0.48, PairedDamage.Ratio(items, DamageScale.Absolute).Mean, 1e-15);
        Assert.Equal(-0.192, PairedDamage.Ratio(items, DamageScale.Relative).Mean, 1e-15);
    }

    [Fact]
    public void Candidate_that_copies_the_baseline_has_no_damage()
    {
        var copy = Documents with { Candidate = Documents.Baseline };

        var estimate = PairedDamage.Ratio(copy, DamageScale.Relative, bootstrap: Draws);

        Assert.Equal(0, estimate.Mean);
        Assert.Equal(Verdict.Pass, estimate.Against(0));
    }

    [Fact]
    public void Relative_change_of_nothing_is_refused() => Assert.Equal(
        "the baselines of 2 items sum to 0: there is nothing to divide by",
        Assert.Throws<EvaluationException>(
            () => PairedDamage.Ratio(new RatioItems([0, 0], [1, 2]), DamageScale.Relative)).Message);

    [Fact]
    public void Clusters_of_very_different_sizes_are_drawn_whole()
    {
        int[] clusters = [.. Enumerable.Range(0, 1000).Select(i => i < 990 ? 0 : i - 989)];
        double[] candidate = [.. Enumerable.Range(0, 1000).Select(i => 1 + (0.001 * (i % 3)))];
        double[] baseline = [.. Enumerable.Repeat(1.0, 1000)];

        var estimate = PairedDamage.Ratio(
            new RatioItems(baseline, candidate, Clusters: clusters), DamageScale.Absolute, bootstrap: Draws);

        Assert.Equal(11, estimate.Clusters);
        Assert.Equal(1000, estimate.Items);
        Assert.True(estimate.Interval!.IsFinite);
    }
}
