using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Egtlm.Eval.Tests.Randomness;

/// <summary>
/// Compares draws with a golden list, which is either written out or abridged to its ends and a digest.
/// </summary>
internal static class DrawList
{
    public static void Matches(JsonElement golden, IReadOnlyList<int> actual)
    {
        if (golden.ValueKind == JsonValueKind.Array || golden.TryGetProperty("values", out _))
        {
            var values = golden.ValueKind == JsonValueKind.Array ? golden : golden.GetProperty("values");
            Assert.Equal(values.EnumerateArray().Select(value => value.GetInt32()), actual);
            return;
        }

        Assert.Equal(golden.GetProperty("count").GetInt32(), actual.Count);
        int[] first = [.. golden.GetProperty("first").EnumerateArray().Select(value => value.GetInt32())];
        Assert.Equal(first, actual.Take(first.Length));
        var joined = string.Join(',', actual.Select(value => value.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(
            golden.GetProperty("sha256_of_comma_joined").GetString(),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(joined))));
    }
}
