using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Egtlm.Eval.Randomness;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Randomness;

/// <summary>stages/rng.json, the cases of one generator: every list starts from a fresh generator.</summary>
public sealed class GeneratorGoldenTests
{
    /// <summary>Distributions that nothing in mteb's scoring draws from.</summary>
    private static readonly HashSet<string> NotNeeded =
    [
        "name", "generator", "seed", "standard_normal", "mixed_sequence", "choice_no_replace_with_p", "key_first5",
        "key_last2",
    ];

    [Fact]
    public void Numpy_random_state_draws_equal_the_golden() => ForEach("MT19937 legacy", (key, golden, seed) =>
    {
        var random = new NumpyRandomState((uint)seed);
        switch (key)
        {
            case "uint32":
                EachEqual(golden, value => Assert.Equal(value.GetUInt32(), random.NextUInt32()));
                break;
            case "random_sample":
                EachEqual(golden, value => Assert.Equal(value.GetDouble(), random.NextDouble()));
                break;
            case "uniform_minus2_5":
                EachEqual(golden, value => Assert.Equal(value.GetDouble(), random.NextDouble(-2, 5)));
                break;
            case "randint":
                Int64Lists(golden, () => new NumpyRandomState((uint)seed).NextInt64, "low", "high", 0);
                break;
            case "randint_scalar_calls":
                EachEqual(golden, value => Assert.Equal(value.GetInt64(), random.NextInt64(0, 10)));
                break;
            case "permutation":
                EachEqual(golden, one =>
                    DrawList.Matches(one, new NumpyRandomState((uint)seed).Permutation(Int(one, "n"))));
                break;
            case "shuffle_range":
                DrawList.Matches(golden, random.Permutation(Int(golden, "n")));
                break;
            case "shuffle_range_10":
                DrawList.Matches(golden, random.Permutation(10));
                break;
            case "shuffle_rows_5x2":
                Assert.Equal(
                    golden.EnumerateArray().Select(row => row[0].GetInt32()), random.Permutation(5).Select(i => 2 * i));
                break;
            case "choice_with_replacement":
                DrawList.Matches(golden, random.Integers(Int(golden, "n"), Int(golden, "size")));
                break;
            case "choice_without_replacement":
                EachEqual(golden, one => DrawList.Matches(
                    one, new NumpyRandomState((uint)seed).Choice(Int(one, "n"), Int(one, "size"))));
                break;
            case "choice_with_p":
                var p = new Cumulative(golden.GetProperty("p").EnumerateArray().Select(value => value.GetDouble()));
                DrawList.Matches(golden, random.Choice(p, Int(golden, "size")));
                Assert.Equal(Int(golden, "single"), new NumpyRandomState((uint)seed).Choice(p));
                break;
            case "choice_with_float32_p":
                double each = golden.GetProperty("p_each").GetSingle();
                var equal = new Cumulative(Enumerable.Repeat(each, Int(golden, "n")));
                DrawList.Matches(golden, random.Choice(equal, Int(golden, "size")));
                break;
            default:
                Assert.Contains(key, NotNeeded);
                break;
        }
    });

    [Fact]
    public void Python_random_draws_equal_the_golden() => ForEach("CPython MT19937", (key, golden, seed) =>
    {
        var random = new PythonRandom(seed);
        switch (key)
        {
            case "getrandbits32":
                EachEqual(golden, value => Assert.Equal(value.GetUInt32(), random.NextUInt32()));
                break;
            case "random":
                EachEqual(golden, value => Assert.Equal(value.GetDouble(), random.NextDouble()));
                break;
            case "randint":
                Int64Lists(golden, () => Randint(seed), "a", "b", 1);
                break;
            case "randrange":
                EachEqual(golden, value => Assert.Equal(value.GetUInt64(), random.NextBelow(100)));
                break;
            case "choice":
                EachEqual(golden, value => Assert.Equal(value.GetUInt64(), random.NextBelow(37)));
                break;
            case "getrandbits_k":
                EachEqual(golden, pair => Assert.Equal(
                    pair[1].GetString(),
                    random.NextBits(pair[0].GetInt32()).ToString(CultureInfo.InvariantCulture)));
                break;
            case "shuffle_range":
                int[] items = [.. Enumerable.Range(0, Int(golden, "n"))];
                random.Shuffle<int>(items);
                DrawList.Matches(golden, items);
                break;
            case "sample":
                EachEqual(golden, one =>
                    DrawList.Matches(one, new PythonRandom(seed).Sample(Int(one, "n"), Int(one, "k"))));
                break;
            case "choices":
                EachEqual(golden, one =>
                    DrawList.Matches(one, new PythonRandom(seed).Choices(Int(one, "n"), Int(one, "k"))));
                break;
            default:
                Assert.Contains(key, NotNeeded);
                break;
        }
    });

    [Fact]
    public void Numpy_generator_draws_equal_the_golden() => ForEach("PCG64", (key, golden, seed) =>
    {
        var random = new NumpyGenerator(seed);
        switch (key)
        {
            case "uint64":
                EachEqual(golden, value => Assert.Equal(
                    value.GetString(), random.NextUInt64().ToString(CultureInfo.InvariantCulture)));
                break;
            case "seed_sequence_words":
                var words = SeedSequence.Words(seed, golden.GetArrayLength());
                Assert.Equal(golden.EnumerateArray().Select(word => word.GetUInt32()), words);
                break;
            case "random_float64":
                EachEqual(golden, value => Assert.Equal(value.GetDouble(), random.NextDouble()));
                break;
            case "random_float32":
                EachEqual(golden, one =>
                {
                    var fresh = new NumpyGenerator(seed);
                    EachEqual(one.GetProperty("data"), value => Assert.Equal(value.GetSingle(), fresh.NextSingle()));
                });
                break;
            case "random_float32_then_float64":
                Assert.Equal(golden[0].GetSingle(), random.NextSingle());
                Assert.Equal(golden[1].GetDouble(), random.NextDouble());
                Assert.Equal(golden[2].GetSingle(), random.NextSingle());
                break;
            case "integers":
                Int64Lists(golden, () => new NumpyGenerator(seed).NextInt64, "low", "high", 0);
                break;
            case "integers_scalar_calls":
                EachEqual(golden, value => Assert.Equal(value.GetInt64(), random.NextInt64(0, 10)));
                break;
            case "permutation":
                EachEqual(golden, one => DrawList.Matches(one, new NumpyGenerator(seed).Permutation(Int(one, "n"))));
                break;
            case "shuffle_list" or "shuffle_array":
                DrawList.Matches(golden, random.Permutation(golden.GetArrayLength()));
                break;
            case "choice_without_replacement":
                EachEqual(golden, one =>
                    DrawList.Matches(one, new NumpyGenerator(seed).Choice(Int(one, "n"), Int(one, "size"))));
                break;
            case "choice_without_replacement_tail_shuffle":
                DrawList.Matches(golden, random.Choice(Int(golden, "n"), Int(golden, "size")));
                break;
            case "choice_with_replacement":
                EachEqual(golden, value => Assert.Equal(value.GetInt64(), random.NextInt64(0, 50)));
                break;
            default:
                Assert.Contains(key, NotNeeded);
                break;
        }
    });

    private static void ForEach(string generator, Action<string, JsonElement, BigInteger> check)
    {
        var cases = SharedFolder.Cases("goldens", "stages", "rng.json").Where(one =>
            one.TryGetProperty("generator", out var kind) && kind.GetString() == generator).ToArray();
        Assert.NotEmpty(cases);
        foreach (var one in cases)
        {
            var seed = BigInteger.Parse(one.GetProperty("seed").ToString(), CultureInfo.InvariantCulture);
            foreach (var list in one.EnumerateObject())
            {
                StageGolden.Check($"{one.GetProperty("name").GetString()}: {list.Name}", () =>
                    check(list.Name, list.Value, seed));
            }
        }
    }

    private static Func<long, long, long> Randint(BigInteger seed)
    {
        var random = new PythonRandom(seed);
        return (low, high) => low + (long)random.NextBelow((ulong)(high - low));
    }

    private static void Int64Lists(
        JsonElement lists, Func<Func<long, long, long>> fresh, string low, string high, long beyond)
    {
        foreach (var list in lists.EnumerateArray())
        {
            var draw = fresh();
            var (first, end) = (list.GetProperty(low).GetInt64(), list.GetProperty(high).GetInt64() + beyond);
            EachEqual(list.GetProperty("values"), value => Assert.Equal(value.GetInt64(), draw(first, end)));
        }
    }

    private static void EachEqual(JsonElement list, Action<JsonElement> check)
    {
        foreach (var value in list.EnumerateArray())
        {
            check(value);
        }
    }

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
