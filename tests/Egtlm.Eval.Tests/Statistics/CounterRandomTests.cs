using Egtlm.Eval.Statistics;
using Xunit;

namespace Egtlm.Eval.Tests.Statistics;

public sealed class CounterRandomTests
{
    [Fact]
    public void Values_are_those_of_SplitMix64()
    {
        // The first outputs of the reference splitmix64.c with state 0.
        Assert.Equal(0xe220a8397b1dcdafUL, CounterRandom.Value(0, 0));
        Assert.Equal(0x6e789e6aa1b965f4UL, CounterRandom.Value(0, 1));
        Assert.Equal(0x06c45d188009454fUL, CounterRandom.Value(0, 2));
    }

    [Fact]
    public void Below_reaches_every_number_about_equally_often()
    {
        var counts = new int[7];
        var key = CounterRandom.Key(seed: 1, stream: 2);

        for (var k = 0; k < 70_000; k++)
        {
            counts[CounterRandom.Below(key, k, 7)]++;
        }

        // 10,000 ∓ 5 standard deviations of √(10,000 · 6/7).
        Assert.All(counts, count => Assert.InRange(count, 9_537, 10_463));
    }

    [Fact]
    public void Seed_depends_on_the_name_and_on_the_seed_of_the_run()
    {
        Assert.Equal(CounterRandom.SeedOf("G1/nll", 1), CounterRandom.SeedOf("G1/nll", 1));
        Assert.NotEqual(CounterRandom.SeedOf("G1/nll", 1), CounterRandom.SeedOf("G2/bpb", 1));
        Assert.NotEqual(CounterRandom.SeedOf("G1/nll", 1), CounterRandom.SeedOf("G1/nll", 2));
    }
}
