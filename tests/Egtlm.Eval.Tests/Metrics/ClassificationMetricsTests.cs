using Egtlm.Eval.Data;
using Egtlm.Eval.Metrics;
using Xunit;

namespace Egtlm.Eval.Tests.Metrics;

public sealed class ClassificationMetricsTests
{
    private const double Tolerance = 1e-15;

    [Fact]
    public void A_label_that_is_never_predicted_and_one_that_is_never_true_count_zero()
    {
        // Label 0: 1 of 2 found, 1 of 1 right. Label 1: 1 of 1 found, 1 of 2 right. 2 never predicted, 3 never true.
        var scores = Score([0, 0, 1, 2], [0, 1, 1, 3]);

        Assert.Equal(0.5, scores.Accuracy);
        Assert.Equal((1 + 0.5) / 4, scores.Precision, Tolerance);
        Assert.Equal((0.5 + 1) / 4, scores.Recall, Tolerance);
        Assert.Equal((2.0 / 3 + 2.0 / 3) / 4, scores.F1, Tolerance);
        Assert.Equal(((2 * 1) + 0.5) / 4, scores.PrecisionWeighted, Tolerance);
        Assert.Equal(0.5, scores.RecallWeighted, Tolerance);
        Assert.Equal(((2 * 2.0 / 3) + (2.0 / 3)) / 4, scores.F1Weighted, Tolerance);
        Assert.Null(scores.AveragePrecision);
    }

    [Fact]
    public void Perfect_predictions_of_strings_score_one_without_average_precision()
    {
        Label[] labels = [new("中文"), new("😀"), new(""), new("中文")];

        var scores = ClassificationMetrics.Score(labels, labels);

        Assert.Equal(new ClassificationScores(1, 1, 1, 1, 1, 1, 1, null), scores);
    }

    [Fact]
    public void Average_precision_of_hard_predictions_is_recall_times_precision_plus_the_rest_at_prevalence()
    {
        // Recall 2/3, precision 2/3, prevalence 3/5.
        var scores = Score([1, 1, 1, 0, 0], [1, 1, 0, 1, 0]);

        Assert.NotNull(scores.AveragePrecision);
        Assert.Equal((2.0 / 3 * 2 / 3) + (1.0 / 3 * 3 / 5), scores.AveragePrecision.Value, Tolerance);
    }

    [Fact]
    public void Average_precision_of_labels_1_and_2_ranks_the_positive_label_last()
    {
        var scores = Score([1, 1, 2, 2], [1, 1, 2, 2]);

        Assert.Equal(1, scores.Accuracy);
        Assert.Equal(0.5, scores.AveragePrecision);
    }

    [Theory]
    [InlineData(new long[] { 0, 2 })]
    [InlineData(new long[] { 1 })]
    [InlineData(new long[] { 0, 1, 2 })]
    public void Average_precision_needs_two_true_labels_one_of_them_1(long[] labels) =>
        Assert.Null(Score(labels, labels).AveragePrecision);

    [Fact]
    public void Average_precision_is_absent_for_two_strings()
    {
        Label[] labels = [new("0"), new("1")];

        Assert.Null(ClassificationMetrics.Score(labels, labels).AveragePrecision);
    }

    [Fact]
    public void Wrong_sizes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Score([], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Score([1, 0], [1]));
    }

    private static ClassificationScores Score(long[] truth, long[] predictions) => ClassificationMetrics.Score(
        [.. truth.Select(label => new Label(label))], [.. predictions.Select(label => new Label(label))]);
}
