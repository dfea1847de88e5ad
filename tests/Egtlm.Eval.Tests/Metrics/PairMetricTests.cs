using Egtlm.Eval.Metrics;
using Xunit;

namespace Egtlm.Eval.Tests.Metrics;

public sealed class PairMetricTests
{
    [Fact]
    public void Ranks_of_ties_are_their_mean() => Assert.Equal([2.5, 1, 2.5, 4], Correlation.Ranks([5, 1, 5, 9]));

    [Fact]
    public void Correlation_with_a_constant_or_NaN_is_undefined()
    {
        Assert.True(double.IsNaN(Correlation.Pearson([1, 1, 1], [1, 2, 3])));
        Assert.True(double.IsNaN(Correlation.Spearman([1, 2, 3], [7, 7, 7])));
        Assert.True(double.IsNaN(Correlation.Pearson([1, double.NaN, 3], [1, 2, 3])));
        Assert.True(double.IsNaN(Correlation.Spearman([1, double.NaN, 3], [1, 2, 3])));
    }

    [Fact]
    public void Correlation_of_a_falling_line_is_minus_one_at_any_scale()
    {
        Assert.Equal(-1, Correlation.Pearson([1e300, 2e300, 3e300], [3, 2, 1]), 1e-12);
        Assert.Equal(-1, Correlation.Spearman([1e-300, 2e-300, 9e-300], [3, 2, 1]), 1e-12);
    }

    [Fact]
    public void Best_accuracy_never_takes_the_last_row_as_positive() =>
        Assert.Equal(0, BinaryThreshold.BestAccuracy([0.9, 0.1], [0, 1], isSimilarity: true));

    [Fact]
    public void Ties_keep_their_row_order_in_the_threshold_search()
    {
        Assert.Equal(1, BinaryThreshold.BestAccuracy([0.5, 0.5], [1, 0], isSimilarity: true));
        Assert.Equal(0, BinaryThreshold.BestAccuracy([0.5, 0.5], [0, 1], isSimilarity: true));
    }

    [Fact]
    public void Distances_are_searched_upwards() =>
        Assert.Equal(new F1Score(1, 1, 1), BinaryThreshold.BestF1([3, 1, 2], [0, 1, 1], isSimilarity: false));

    [Fact]
    public void F1_without_a_positive_is_zero() =>
        Assert.Equal(default, BinaryThreshold.BestF1([3, 1, 2], [0, 0, 0], isSimilarity: true));

    [Fact]
    public void Average_precision_groups_ties()
    {
        Assert.Equal(0.5, AveragePrecision.Of([0.5, 0.5], [1, 0]));
        Assert.Equal(0.5, AveragePrecision.Of([0.5, 0.5], [0, 1]));
        Assert.Equal(0, AveragePrecision.Of([0.5, 0.4], [0, 0]));
    }

    [Fact]
    public void Average_precision_refuses_what_scikit_learn_refuses()
    {
        Assert.Throws<EvaluationException>(() => AveragePrecision.Of([1, 2, 3], [0, 1, 2]));
        Assert.Throws<EvaluationException>(() => AveragePrecision.Of([1, 2], [0, 2]));
        Assert.Throws<EvaluationException>(() => AveragePrecision.Of([1, double.NaN], [0, 1]));
    }
}
