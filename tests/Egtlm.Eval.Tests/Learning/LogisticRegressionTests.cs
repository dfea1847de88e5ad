using Egtlm.Eval.Learning;
using Xunit;

namespace Egtlm.Eval.Tests.Learning;

public sealed class LogisticRegressionTests
{
    [Fact]
    public void Two_classes_share_one_row_of_weights_and_a_score_of_zero_is_class_0()
    {
        var model = LogisticRegression.Fit(new Matrix<float>(new float[8], 4, 2), [0, 1, 0, 1], 2);

        Assert.Equal((1, 2), (model.Weights.Rows, model.Weights.Columns));
        Assert.Equal([0, 0], LogisticRegression.Predict(model, new Matrix<float>([1, 1, -1, -1], 2, 2)));
    }

    [Fact]
    public void Equal_scores_go_to_the_first_class()
    {
        var model = LogisticRegression.Fit(new Matrix<double>([1, 1, 1], 3, 1), [0, 1, 2], 3);

        Assert.Equal([0], LogisticRegression.Predict(model, new Matrix<double>([7], 1, 1)));
    }

    [Fact]
    public void Intercepts_of_blank_samples_are_the_log_odds_because_they_are_not_penalised()
    {
        var model = LogisticRegression.Fit(new Matrix<double>(new double[4], 4, 1), [1, 1, 1, 0], 2);

        Assert.Equal(Math.Log(3), model.Intercepts[0], 1e-3);
        Assert.Equal(0, model.Weights.Values[0]);
    }

    [Fact]
    public void Scores_far_beyond_the_range_of_exp_stay_finite()
    {
        var samples = new Matrix<float>([2000, -2000, 1000, -1000], 4, 1);

        var model = LogisticRegression.Fit(samples, [1, 0, 1, 0], 2);

        Assert.True(float.IsFinite(model.Weights.Values[0]) && float.IsFinite(model.Intercepts[0]));
        Assert.Equal([1, 0, 1, 0], LogisticRegression.Predict(model, samples));
    }

    [Fact]
    public void A_test_set_without_rows_has_no_predictions()
    {
        var model = LogisticRegression.Fit(new Matrix<float>([1, -1], 2, 1), [1, 0], 2);

        Assert.Empty(LogisticRegression.Predict(model, new Matrix<float>([], 0, 1)));
    }

    [Fact]
    public void Wrong_sizes_are_refused()
    {
        var samples = new Matrix<float>([1, -1], 2, 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => LogisticRegression.Fit(samples, [0], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => LogisticRegression.Fit(samples, [0, 0], 1));
        var model = LogisticRegression.Fit(samples, [0, 1], 2);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => LogisticRegression.Predict(model, new Matrix<float>([1, 1], 1, 2)));
    }
}
