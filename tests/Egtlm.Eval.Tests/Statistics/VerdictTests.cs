using Egtlm.Eval.Statistics;
using Xunit;

namespace Egtlm.Eval.Tests.Statistics;

public sealed class VerdictTests
{
    [Theory]
    [InlineData(-0.01, 0.02, Verdict.Pass)] // the margin itself passes
    [InlineData(0.02, 0.03, Verdict.Inconclusive)] // and does not breach
    [InlineData(0.0201, 0.03, Verdict.Breach)]
    [InlineData(0.01, double.PositiveInfinity, Verdict.Inconclusive)]
    public void Verdict_follows_the_bounds(double lower, double upper, Verdict expected) =>
        Assert.Equal(expected, Verdicts.Of(new Interval(lower, upper, IntervalKind.T), margin: 0.02));

    [Fact]
    public void No_interval_is_inconclusive() => Assert.Equal(Verdict.Inconclusive, Verdicts.Of(null, 100));

    [Theory]
    [InlineData(-0.1, 0.1, Verdict.Pass)]
    [InlineData(-0.3, 0.1, Verdict.Inconclusive)]
    [InlineData(-0.4, -0.21, Verdict.Breach)]
    [InlineData(0.26, 0.3, Verdict.Breach)]
    [InlineData(-0.4, 0.4, Verdict.Inconclusive)]
    public void Change_may_be_limited_on_both_sides(double lower, double upper, Verdict expected) =>
        Assert.Equal(expected, Verdicts.Within(new Interval(lower, upper, IntervalKind.T), -0.2, 0.25));

    [Fact]
    public void Interval_says_what_widened_it()
    {
        var narrow = new Interval(0, 1, IntervalKind.ClusteredT);

        Assert.Equal("clustered t", narrow.WidenTo(new Interval(0.5, 1, IntervalKind.Tango)).Method);
        Assert.Equal(
            new Interval(0, 2, IntervalKind.ClusteredT, IntervalKind.Tango),
            narrow.WidenTo(new Interval(0.5, 2, IntervalKind.Tango)));
    }

    [Fact]
    public void Breach_needs_the_corrected_p_too()
    {
        // z = 2: p = 0.0228 alone, 0.0455 of two, 0.0683 of three.
        DamageEstimate noisy = new(0.02, 0.005, new Interval(0.0118, 0.0282, IntervalKind.Normal), null, 9, 9);
        DamageEstimate calm = new(0, 0.005, new Interval(-0.0082, 0.0082, IntervalKind.Normal), null, 9, 9);

        Assert.Equal(Verdict.Breach, Breaches.Judge([(noisy, 0.01), (calm, 0.01)])[0].Verdict);
        Assert.Equal(Verdict.Inconclusive, Breaches.Judge([(noisy, 0.01), (calm, 0.01), (calm, 0.01)])[0].Verdict);
        Assert.Equal(Verdict.Pass, Breaches.Judge([(noisy, 0.01), (calm, 0.01)])[1].Verdict);
    }
}
