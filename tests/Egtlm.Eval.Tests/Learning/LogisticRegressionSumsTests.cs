using Egtlm.Eval.Learning;
using Xunit;

namespace Egtlm.Eval.Tests.Learning;

public sealed class LogisticRegressionSumsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(65)]
    [InlineData(200)]
    public void Sum_of_squares_counts_every_value_once(int count)
    {
        double[] values = [.. Enumerable.Range(1, count).Select(i => (double)i)];

        var sum = LogisticRegressionSums.SumOfSquares<double>(values);

        Assert.Equal(count * (count + 1.0) * ((2 * count) + 1) / 6, sum);
    }

    // 2^24 + 1 is no float, so one by one each of the seven ones is lost. In lanes, the first one and the one four
    // lanes on are lost to 2^24; the others give (2^24 + 2) + (2 + 1), whose odd end rounds to + 4.
    [Fact]
    public void Scores_of_few_classes_are_summed_in_sixteen_lanes()
    {
        var samples = new Matrix<float>([.. Enumerable.Repeat(1f, 39)], 1, 39);
        var weights = new Matrix<float>(new float[39 * 8], 39, 8);
        weights.Row(0)[2] = 1 << 24;
        for (var feature = 32; feature < 39; feature++)
        {
            weights.Row(feature)[2] = 1;
        }

        var scores = new Matrix<float>(new float[8], 1, 8);
        LogisticRegressionProducts.Multiply(samples, isLeftTransposed: false, weights, 3, scores);
        Assert.Equal(1 << 24, scores.Row(0)[2]);

        LogisticRegressionSums.RefineScores(samples, weights, 3, scores);
        Assert.Equal((1 << 24) + 4, scores.Row(0)[2]);
    }

    [Theory]
    [InlineData(31, 3)]
    [InlineData(39, 9)]
    [InlineData(39, 16)]
    public void Scores_of_short_samples_or_other_class_counts_stay(int features, int outputs)
    {
        var samples = new Matrix<float>([.. Enumerable.Repeat(1f, features)], 1, features);
        var scores = new Matrix<float>([.. Enumerable.Repeat(-1f, outputs)], 1, outputs);

        LogisticRegressionSums.RefineScores(
            samples, new Matrix<float>(new float[features * outputs], features, outputs), outputs, scores);

        Assert.All(scores.Values, score => Assert.Equal(-1, score));
    }
}
