using Egtlm.Eval.Learning;
using Egtlm.Eval.Randomness;
using Xunit;

namespace Egtlm.Eval.Tests.Learning;

public sealed class PackedRowsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(16, 8)]
    [InlineData(17, 33)]
    [InlineData(40, 256)]
    public void Products_are_chains_of_fused_multiply_adds(int rows, int columns)
    {
        var (left, right) = (Random(4, columns, seed: 1), Random(rows, columns, seed: 2));
        var packed = new PackedRows<float>(rows, columns);
        packed.Load(right);
        var products = new float[4 * packed.Stride];

        packed.Multiply(new(left.Row(0), left.Row(1), left.Row(2), left.Row(3)), products);

        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < rows; j++)
            {
                var expected = 0f;
                for (var k = 0; k < columns; k++)
                {
                    expected = MathF.FusedMultiplyAdd(left.Row(i)[k], right.Row(j)[k], expected);
                }

                Assert.Equal(expected, products[(i * packed.Stride) + j]);
            }
        }
    }

    [Fact]
    public void Loading_again_replaces_the_rows()
    {
        var packed = new PackedRows<double>(1, 2);
        var products = new double[4 * packed.Stride];

        packed.Load(new Matrix<double>([9, 9], 1, 2));
        packed.Load(new Matrix<double>([2, 3], 1, 2));
        packed.Multiply(new([1, 0], [0, 1], [1, 1], [-1, 2]), products);

        Assert.Equal([2, 3, 5, 4], Enumerable.Range(0, 4).Select(i => products[i * packed.Stride]));
    }

    [Fact]
    public void Short_row_is_refused()
    {
        var packed = new PackedRows<float>(1, 3);

        Assert.Throws<ArgumentOutOfRangeException>(() =>
            packed.Multiply(new([1, 2], [1, 2], [1, 2], [1, 2]), new float[4 * packed.Stride]));
    }

    private static Matrix<float> Random(int rows, int columns, int seed)
    {
        var random = new NumpyGenerator(seed);
        return new Matrix<float>(
            [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextSingle() - 0.5f)], rows, columns);
    }
}
