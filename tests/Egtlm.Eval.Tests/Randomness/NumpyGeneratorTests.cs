using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Egtlm.Eval.Randomness;
using Xunit;
using static Egtlm.Eval.Tests.Randomness.GeneratorGolden;

namespace Egtlm.Eval.Tests.Randomness;

public sealed class NumpyGeneratorTests
{
    private static readonly Dictionary<string, Action<JsonElement, BigInteger>> Checks = new()
    {
        ["uint64"] = (list, seed) =>
        {
            var random = new NumpyGenerator(seed);
            Each(list, value => Assert.Equal(
                ulong.Parse(value.GetString()!, CultureInfo.InvariantCulture), random.NextUInt64()));
        },
        ["seed_sequence_words"] = (list, seed) => Assert.Equal(
            list.EnumerateArray().Select(word => word.GetUInt32()), SeedSequence.Words(seed, list.GetArrayLength())),
        ["random_float64"] = (list, seed) =>
        {
            var random = new NumpyGenerator(seed);
            Each(list, value => Assert.Equal(value.GetDouble(), random.NextDouble()));
        },
        ["random_float32"] = (lists, seed) => Each(lists, one =>
        {
            var random = new NumpyGenerator(seed);
            Each(one.GetProperty("data"), value => Assert.Equal(value.GetSingle(), random.NextSingle()));
        }),
        ["random_float32_then_float64"] = (list, seed) =>
        {
            var random = new NumpyGenerator(seed);
            Assert.Equal(list[0].GetSingle(), random.NextSingle());
            Assert.Equal(list[1].GetDouble(), random.NextDouble());
            Assert.Equal(list[2].GetSingle(), random.NextSingle());
        },
        ["integers"] = (lists, seed) =>
            Integers(lists, () => new NumpyGenerator(seed).NextInt64, "low", "high", beyond: 0),
        ["integers_scalar_calls"] = (list, seed) => Below(list, seed, 10),
        ["choice_with_replacement"] = (list, seed) => Below(list, seed, 50),
        ["permutation"] = (lists, seed) =>
            Each(lists, one => DrawList.Matches(one, new NumpyGenerator(seed).Permutation(Int(one, "n")))),
        ["shuffle_list"] = Shuffle,
        ["shuffle_array"] = Shuffle,
        ["choice_without_replacement"] = (lists, seed) =>
            Each(lists, one => DrawList.Matches(one, new NumpyGenerator(seed).Choice(Int(one, "n"), Int(one, "size")))),
        ["choice_without_replacement_tail_shuffle"] = (one, seed) =>
            DrawList.Matches(one, new NumpyGenerator(seed).Choice(Int(one, "n"), Int(one, "size"))),
    };

    [Fact]
    public void Numpy_generator_draws_equal_the_golden() => GeneratorGolden.Matches("PCG64", Checks);

    [Fact]
    public void Negative_seed_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumpyGenerator(-1));

    private static void Shuffle(JsonElement list, BigInteger seed) =>
        DrawList.Matches(list, new NumpyGenerator(seed).Permutation(list.GetArrayLength()));

    private static void Below(JsonElement list, BigInteger seed, long count)
    {
        var random = new NumpyGenerator(seed);
        Each(list, value => Assert.Equal(value.GetInt64(), random.NextInt64(0, count)));
    }
}
