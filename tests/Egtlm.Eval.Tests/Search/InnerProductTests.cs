using Egtlm.Eval.Search;
using Xunit;

namespace Egtlm.Eval.Tests.Search;

public sealed class InnerProductTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(7, 140)]
    [InlineData(8, 204)]
    [InlineData(13, 819)]
    public void Inner_product_of_any_length_is_the_sum_of_products(int length, float expected)
    {
        float[] values = [.. Enumerable.Range(1, length).Select(number => (float)number)];

        Assert.Equal(expected, InnerProduct.Of(values, values));
    }

    [Fact]
    public void Inner_product_adds_every_eighth_product_first()
    {
        // 1e8 + 1 is 1e8 in float32: the one is lost only where it meets the large value in the same lane.
        float[] apart = new float[16], together = new float[16];
        (apart[0], apart[8], apart[1]) = (1e8f, -1e8f, 1);
        (together[0], together[8], together[1]) = (1e8f, 1, 0);
        float[] ones = [.. Enumerable.Repeat(1f, 16)];

        Assert.Equal(1, InnerProduct.Of(apart, ones));
        Assert.Equal(1e8f, InnerProduct.Of(together, ones));
    }

    [Fact]
    public void Inner_product_with_not_a_number_is_not_a_number() =>
        Assert.Equal(float.NaN, InnerProduct.Of([1, float.NaN], [1, 1]));
}
