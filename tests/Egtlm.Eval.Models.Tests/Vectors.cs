using System.Text.Json;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

/// <summary>Vectors of goldens.</summary>
internal static class Vectors
{
    public static float[] Of(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetSingle())];

    /// <summary>
    /// Fails with the case's name where a component differs by more than <paramref name="tolerance"/>.
    /// </summary>
    public static void AssertClose(
        ReadOnlySpan<float> expected, ReadOnlySpan<float> found, double tolerance, string name)
    {
        var difference = LargestDifference(expected, found);
        Assert.True(difference <= tolerance, FormattableString.Invariant($"{name}: differs by {difference:E2}"));
    }

    /// <summary>The largest difference of a component; infinite where the lengths differ or a value is NaN.</summary>
    public static double LargestDifference(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        if (expected.Length != found.Length)
        {
            return double.PositiveInfinity;
        }

        var largest = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs((double)expected[i] - found[i]);
            largest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(largest, difference);
        }

        return largest;
    }
}
