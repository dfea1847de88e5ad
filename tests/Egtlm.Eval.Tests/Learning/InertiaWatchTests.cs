using Egtlm.Eval.Learning;
using Xunit;

namespace Egtlm.Eval.Tests.Learning;

public sealed class InertiaWatchTests
{
    [Fact]
    public void Fit_stops_after_ten_batches_without_a_new_least_inertia()
    {
        // One batch is the whole set, so the newest batch has all the weight.
        var watch = new InertiaWatch(batchSize: 10, rows: 10);

        Assert.False(watch.ShouldStop(1));
        Assert.False(watch.ShouldStop(50));
        for (var miss = 1; miss < 10; miss++)
        {
            Assert.False(watch.ShouldStop(60));
        }

        Assert.True(watch.ShouldStop(60));
    }

    [Fact]
    public void Smoothed_inertia_starts_with_the_second_batch_and_moves_by_its_weight()
    {
        // Weight 2 · 10 / (99 + 1) = 0.2; per row 5, then 0.8 · 5 + 0.2 · 10 = 6.
        var watch = new InertiaWatch(batchSize: 10, rows: 99);

        watch.ShouldStop(1000);
        Assert.Equal(double.NaN, watch.Smoothed);
        watch.ShouldStop(50);
        Assert.Equal(5, watch.Smoothed);
        watch.ShouldStop(100);
        Assert.Equal(6, watch.Smoothed, 1e-12);
    }
}
