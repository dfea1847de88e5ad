using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Egtlm.Eval.Randomness;
using Xunit;
using static Egtlm.Eval.Tests.Randomness.GeneratorGolden;

namespace Egtlm.Eval.Tests.Randomness;

public sealed class PythonRandomTests
{
    private static readonly Dictionary<string, Action<JsonElement, BigInteger>> Checks = new()
    {
        ["getrandbits32"] = (list, seed) =>
        {
            var random = new PythonRandom(seed);
            Each(list, value => Assert.Equal(value.GetUInt32(), random.NextUInt32()));
        },
        ["random"] = (list, seed) =>
        {
            var random = new PythonRandom(seed);
            Each(list, value => Assert.Equal(value.GetDouble(), random.NextDouble()));
        },
        ["randint"] = (lists, seed) => Integers(lists, () => Randint(seed), "a", "b", beyond: 1),
        ["randrange"] = (list, seed) => Below(list, seed, 100),
        ["choice"] = (list, seed) => Below(list, seed, 37),
        ["getrandbits_k"] = (pairs, seed) =>
        {
            var random = new PythonRandom(seed);
            Each(pairs, pair => Assert.Equal(
                ulong.Parse(pair[1].GetString()!, CultureInfo.InvariantCulture), random.NextBits(pair[0].GetInt32())));
        },
        ["shuffle_range"] = (one, seed) =>
        {
            int[] items = [.. Enumerable.Range(0, Int(one, "n"))];
            new PythonRandom(seed).Shuffle<int>(items);
            DrawList.Matches(one, items);
        },
        ["sample"] = (lists, seed) =>
            Each(lists, one => DrawList.Matches(one, new PythonRandom(seed).Sample(Int(one, "n"), Int(one, "k")))),
        ["choices"] = (lists, seed) =>
            Each(lists, one => DrawList.Matches(one, new PythonRandom(seed).Choices(Int(one, "n"), Int(one, "k")))),
    };

    [Fact]
    public void Python_random_draws_equal_the_golden() => GeneratorGolden.Matches("CPython MT19937", Checks);

    [Fact]
    public void Sampling_more_items_than_there_are_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PythonRandom(42).Sample(3, 4));

    [Fact]
    public void Sampling_and_choosing_nothing_draws_nothing()
    {
        var random = new PythonRandom(42);

        Assert.Empty(random.Sample(0, 0));
        Assert.Empty(random.Choices(0, 0));

        // The first word of random.Random(42), scoring-spec §6.3.
        Assert.Equal(2746317213u, random.NextUInt32());
    }

    private static void Below(JsonElement list, BigInteger seed, ulong count)
    {
        var random = new PythonRandom(seed);
        Each(list, value => Assert.Equal(value.GetUInt64(), random.NextBelow(count)));
    }

    private static Func<long, long, long> Randint(BigInteger seed)
    {
        var random = new PythonRandom(seed);
        return (low, high) => low + (long)random.NextBelow((ulong)(high - low));
    }
}
