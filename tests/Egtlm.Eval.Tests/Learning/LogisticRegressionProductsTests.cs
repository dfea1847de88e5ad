using System.Numerics;
using Egtlm.Eval.Learning;
using Xunit;

namespace Egtlm.Eval.Tests.Learning;

public sealed class LogisticRegressionProductsTests
{
    // Small integers: every product and sum is exact, in any order. The last shapes take threads and parts.
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 2, 5)]
    [InlineData(4, 7, 8)]
    [InlineData(9, 5, 33)]
    [InlineData(131, 90, 77)]
    [InlineData(41, 600, 70)]
    public void Products_equal_the_schoolbook_sum_for_every_shape(int rows, int inner, int columns)
    {
        AssertProducts<float>(rows, inner, columns);
        AssertProducts<double>(rows, inner, columns);
    }

    private static void AssertProducts<T>(int rows, int inner, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var width = LogisticRegressionProducts.Padded<T>(columns);
        var left = Filled<T>(rows, inner);
        var right = Filled<T>(inner, width);
        var expected = Empty<T>(rows, width);
        var transposed = Empty<T>(inner, rows);
        for (var row = 0; row < rows; row++)
        {
            for (var k = 0; k < inner; k++)
            {
                transposed.Row(k)[row] = left.Row(row)[k];
                for (var column = 0; column < width; column++)
                {
                    expected.Row(row)[column] += left.Row(row)[k] * right.Row(k)[column];
                }
            }
        }

        var plain = Empty<T>(rows, width);
        var viaTransposed = Empty<T>(rows, width);
        LogisticRegressionProducts.Multiply(left, isLeftTransposed: false, right, columns, plain);
        LogisticRegressionProducts.Multiply(transposed, isLeftTransposed: true, right, columns, viaTransposed);

        Assert.Equal(expected.Values, plain.Values);
        Assert.Equal(expected.Values, viaTransposed.Values);
    }

    private static Matrix<T> Filled<T>(int rows, int columns)
        where T : INumber<T> =>
        new([.. Enumerable.Range(0, rows * columns).Select(i => T.CreateChecked((i * 7 % 11) - 5))], rows, columns);

    private static Matrix<T> Empty<T>(int rows, int columns) => new(new T[rows * columns], rows, columns);
}
