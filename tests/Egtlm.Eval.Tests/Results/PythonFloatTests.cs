using System.Globalization;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Results;

public sealed class PythonFloatTests
{
    [Fact]
    public void Numbers_of_the_golden_are_printed_and_rounded_as_python_does()
    {
        var items = SharedFolder.Cases("goldens", "stages", "text_rules.json")
            .Where(item => item.GetProperty("kind").GetString() == "numbers")
            .SelectMany(item => item.GetProperty("items").EnumerateArray())
            .ToArray();

        Assert.NotEmpty(items);
        foreach (var item in items)
        {
            var bits = item.GetProperty("bits").GetString()!;
            var value = BitConverter.UInt64BitsToDouble(
                ulong.Parse(bits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            StageGolden.Check(bits, () =>
            {
                Assert.Equal(item.GetProperty("repr").GetString(), PythonFloat.Repr(value));
                Assert.Equal(item.GetProperty("json").GetString(), PythonFloat.Json(value));
                Assert.Equal(item.GetProperty("round6").GetString(), PythonFloat.Repr(PythonFloat.Round(value, 6)));
                Assert.Equal(item.GetProperty("round5").GetString(), PythonFloat.Repr(PythonFloat.Round(value, 5)));
                Assert.Equal(
                    item.GetProperty("round6_numpy").GetString(), PythonFloat.Repr(PythonFloat.RoundNumpy(value, 6)));
                if (item.GetProperty("percent_2").GetString() is { } percent)
                {
                    Assert.Equal(percent, PythonFloat.Repr(PythonFloat.Round(value * 100, 2)));
                }
            });
        }
    }

    [Theory]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001234, "1.234e-05")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(9999999999999998.0, "9999999999999998.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1.2345e22, "1.2345e+22")]
    [InlineData(1e100, "1e+100")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(2.9802322387695312e-08, "2.9802322387695312e-08")]
    [InlineData(123.456, "123.456")]
    [InlineData(-0.5, "-0.5")]
    public void Repr_is_pythons(double value, string expected) => Assert.Equal(expected, PythonFloat.Repr(value));

    [Theory]
    [InlineData(2.5, 0, 2.0)]
    [InlineData(0.5, 0, 0.0)]
    [InlineData(2.675, 2, 2.67)]
    [InlineData(0.0000005, 6, 0.0)]
    [InlineData(0.0000015, 6, 0.000002)]
    [InlineData(double.NaN, 6, double.NaN)]
    [InlineData(double.NegativeInfinity, 6, double.NegativeInfinity)]
    public void Round_is_exact_and_half_to_even(double value, int digits, double expected) =>
        Assert.Equal(expected, PythonFloat.Round(value, digits));

    [Fact]
    public void Rounding_a_small_negative_number_keeps_its_sign() =>
        Assert.Equal("-0.0", PythonFloat.Repr(PythonFloat.Round(-1e-9, 6)));
}
