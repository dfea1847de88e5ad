using Egtlm.Eval.Statistics;
using Xunit;

namespace Egtlm.Eval.Tests.Statistics;

public sealed class BootstrapOptionsTests
{
    [Theory]
    [InlineData(1e9, 499)] // 0.05
    [InlineData(50, 450)] // √(50/49) · 1.6766 = 1.6936: 0.04517
    [InlineData(12, 302)] // √(12/11) · 1.7959 = 1.8757: 0.03035
    [InlineData(1, 0)] // as two: √2 · 6.3138
    public void Few_units_are_bounded_further_out(double units, int rank) =>
        Assert.Equal(rank, new BootstrapOptions(0).LowerRank(units));

    [Fact]
    public void Units_that_carry_no_spread_do_not_count()
    {
        var rare = new double[200];
        (rare[3], rare[90]) = (1, -1);

        Assert.Equal(4, BootstrapOptions.Effective([1, -1, 1, -1]));

        // κ = 200 · 2 / 2² = 100: 400/99
        Assert.Equal(4.0404, BootstrapOptions.Effective(rare), 1e-4);
        Assert.Equal(3, BootstrapOptions.Effective([0, 0, 0]));
    }
}
