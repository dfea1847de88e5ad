using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Randomness;

/// <summary>
/// The cases of stages/rng.json that list what one generator draws; every list starts from a fresh generator.
/// </summary>
internal static class GeneratorGolden
{
    /// <summary>Lists that no part of mteb's scoring draws, and facts that are no draws.</summary>
    private static readonly HashSet<string> NotNeeded =
    [
        "name", "generator", "seed", "standard_normal", "mixed_sequence", "choice_no_replace_with_p", "key_first5",
        "key_last2",
    ];

    /// <summary>Runs the check of every list; a list without a check fails.</summary>
    public static void Matches(string generator, Dictionary<string, Action<JsonElement, BigInteger>> checks)
    {
        var cases = SharedFolder.Cases("goldens", "stages", "rng.json").Where(one =>
            one.TryGetProperty("generator", out var kind) && kind.GetString() == generator).ToArray();
        Assert.NotEmpty(cases);
        foreach (var one in cases)
        {
            var seed = BigInteger.Parse(one.GetProperty("seed").ToString(), CultureInfo.InvariantCulture);
            foreach (var list in one.EnumerateObject().Where(list => !NotNeeded.Contains(list.Name)))
            {
                StageGolden.Check($"{one.GetProperty("name").GetString()}: {list.Name}", () =>
                {
                    Assert.Contains(list.Name, checks);
                    checks[list.Name](list.Value, seed);
                });
            }
        }
    }

    /// <summary>Lists of integers with bounds; each list has a generator of its own.</summary>
    /// <param name="beyond">What to add to the upper bound to make it exclusive.</param>
    public static void Integers(
        JsonElement lists, Func<Func<long, long, long>> fresh, string low, string high, long beyond)
    {
        foreach (var list in lists.EnumerateArray())
        {
            var draw = fresh();
            var (first, end) = (list.GetProperty(low).GetInt64(), list.GetProperty(high).GetInt64() + beyond);
            Each(list.GetProperty("values"), value => Assert.Equal(value.GetInt64(), draw(first, end)));
        }
    }

    public static void Each(JsonElement list, Action<JsonElement> check)
    {
        foreach (var value in list.EnumerateArray())
        {
            check(value);
        }
    }

    public static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
