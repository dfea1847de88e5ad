using Egtlm.Eval.Metrics;
using Egtlm.Eval.Results;
using Xunit;

namespace Egtlm.Eval.Tests.Metrics;

public sealed class SummaryScoresTests
{
    private static readonly RatedSummaries Rising = new([1, 2, 3, 4], [1, 2, 3, 4], [1, 3, 2, 4], [4, 3, 2, 1]);

    [Fact]
    public void Scores_are_means_over_texts_in_the_order_of_mteb()
    {
        var falling = Rising with { Cosine = [4, 2, 3, 1] };

        var scores = SummaryScores.Of([Rising, falling], includesPValues: false);

        Assert.Equal(
            ["pearson", "spearman", "cosine_spearman", "cosine_pearson", "dot_pearson", "dot_spearman"],
            scores.Select(score => score.Key));
        Assert.Equal(1, Number(scores, "pearson"), 12);
        Assert.Equal(0, Number(scores, "cosine_spearman"), 12); // 0.8 and -0.8
        Assert.Equal(-1, Number(scores, "dot_spearman"), 12);
        Assert.All(scores, score => Assert.False(Assert.IsType<ScoreValue.Number>(score.Value).IsNumpy));
    }

    [Fact]
    public void The_deprecated_mean_takes_p_values_for_correlations()
    {
        var scores = SummaryScores.Of([Rising], includesPValues: true);

        // r = 0.8 of 4 values: p = 1 - 0.8; r = ±1: p = 0.
        Assert.Equal((0.8 + 0.2) / 2, Number(scores, "cosine_spearman"), 12);
        Assert.Equal((1.0 + 0) / 2, Number(scores, "pearson"), 7);
        Assert.Equal((-1.0 + 0) / 2, Number(scores, "dot_pearson"), 7);
    }

    [Theory]
    [InlineData("ratings")]
    [InlineData("cosines")]
    [InlineData("products")]
    public void A_text_whose_values_are_all_equal_is_left_out(string what)
    {
        var flat = what switch
        {
            "ratings" => Rising with { Gold = [2, 2, 2, 2] },
            "cosines" => Rising with { Cosine = [0, 0, -0.0, 0] },
            _ => Rising with { Dot = [7, 7, 7, 7] },
        };

        Assert.Equal(0.8, Number(SummaryScores.Of([flat, Rising], includesPValues: false), "cosine_spearman"), 12);
        Assert.Equal(double.NaN, Number(SummaryScores.Of([flat], includesPValues: true), "cosine_spearman"));
    }

    /// <summary>With 4 and 6 values: 1 - |r| and 1 - |r|(3 - r²)/2; with 3: 1 - 2/π·asin|r|; tables of r at p = 0.05
    /// and 0.01 for 16 and 15 values (ν = 14: 0.4973, 0.6226; ν = 13: 0.5140, 0.6411).</summary>
    [Theory]
    [InlineData(0.5, 4, 0.5, 1e-15)]
    [InlineData(-0.5, 6, 0.3125, 1e-15)]
    [InlineData(0.5, 3, 0.6666666666666666, 1e-15)]
    [InlineData(0.4973, 16, 0.05, 5e-5)]
    [InlineData(0.6226, 16, 0.01, 5e-5)]
    [InlineData(-0.5140, 15, 0.05, 5e-5)]
    [InlineData(0.6411, 15, 0.01, 5e-5)]
    [InlineData(0, 16, 1, 1e-15)]
    [InlineData(1, 16, 0, 1e-15)]
    [InlineData(-1.0000000000000002, 5, 0, 1e-15)]
    [InlineData(1, 2, 1, 0)]
    [InlineData(double.NaN, 16, double.NaN, 0)]
    public void A_p_value_is_that_of_students_t(double correlation, int count, double expected, double tolerance) =>
        Assert.Equal(expected, CorrelationSignificance.PValue(correlation, count), tolerance);

    private static double Number(Scores scores, string name) =>
        Assert.IsType<ScoreValue.Number>(scores.Find(name)).Value;
}
