using System.Numerics;
using System.Text.Json;
using Egtlm.Eval.Randomness;
using Xunit;
using static Egtlm.Eval.Tests.Randomness.GeneratorGolden;

namespace Egtlm.Eval.Tests.Randomness;

public sealed class NumpyRandomStateTests
{
    private static readonly Dictionary<string, Action<JsonElement, BigInteger>> Checks = new()
    {
        ["uint32"] = (list, seed) =>
        {
            var random = Fresh(seed);
            Each(list, value => Assert.Equal(value.GetUInt32(), random.NextUInt32()));
        },
        ["random_sample"] = (list, seed) =>
        {
            var random = Fresh(seed);
            Each(list, value => Assert.Equal(value.GetDouble(), random.NextDouble()));
        },
        ["uniform_minus2_5"] = (list, seed) =>
        {
            var random = Fresh(seed);
            Each(list, value => Assert.Equal(value.GetDouble(), random.NextDouble(-2, 5)));
        },
        ["randint"] = (lists, seed) => Integers(lists, () => Fresh(seed).NextInt64, "low", "high", beyond: 0),
        ["randint_scalar_calls"] = (list, seed) =>
        {
            var random = Fresh(seed);
            Each(list, value => Assert.Equal(value.GetInt64(), random.NextInt64(0, 10)));
        },
        ["permutation"] = (lists, seed) =>
            Each(lists, one => DrawList.Matches(one, Fresh(seed).Permutation(Int(one, "n")))),
        ["shuffle_range"] = (one, seed) => DrawList.Matches(one, Fresh(seed).Permutation(Int(one, "n"))),
        ["shuffle_range_10"] = (list, seed) => DrawList.Matches(list, Fresh(seed).Permutation(10)),
        ["shuffle_rows_5x2"] = (rows, seed) => Assert.Equal(
            rows.EnumerateArray().Select(row => row[0].GetInt32()), Fresh(seed).Permutation(5).Select(i => 2 * i)),
        ["choice_with_replacement"] = (one, seed) =>
            DrawList.Matches(one, Fresh(seed).Integers(Int(one, "n"), Int(one, "size"))),
        ["choice_without_replacement"] = (lists, seed) =>
            Each(lists, one => DrawList.Matches(one, Fresh(seed).Choice(Int(one, "n"), Int(one, "size")))),
        ["choice_with_p"] = (one, seed) =>
        {
            var chances = new Cumulative(one.GetProperty("p").EnumerateArray().Select(p => p.GetDouble()));
            DrawList.Matches(one, Fresh(seed).Choice(chances, Int(one, "size")));
            Assert.Equal(Int(one, "single"), Fresh(seed).Choice(chances));
        },
        ["choice_with_float32_p"] = (one, seed) =>
        {
            double each = one.GetProperty("p_each").GetSingle();
            var chances = new Cumulative(Enumerable.Repeat(each, Int(one, "n")));
            DrawList.Matches(one, Fresh(seed).Choice(chances, Int(one, "size")));
        },
    };

    [Fact]
    public void Numpy_random_state_draws_equal_the_golden() => GeneratorGolden.Matches("MT19937 legacy", Checks);

    [Fact]
    public void Shuffling_one_item_draws_nothing()
    {
        var random = new NumpyRandomState(42);

        random.Shuffle<int>([7]);

        // The first word of RandomState(42), scoring-spec §6.2.
        Assert.Equal(1608637542u, random.NextUInt32());
    }

    [Fact]
    public void Choosing_more_items_than_there_are_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumpyRandomState(42).Choice(3, 4));

    private static NumpyRandomState Fresh(BigInteger seed) => new((uint)seed);
}
