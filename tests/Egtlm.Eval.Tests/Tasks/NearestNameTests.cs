using Egtlm.Eval.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Tasks;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["STSB", "STSBenchmark", "LCQMC", "TNews"];

    [Theory]
    [InlineData("stsb", "STSB")]
    [InlineData("TNEWS", "TNews")]
    [InlineData("LCMQC", "LCQMC")]
    [InlineData("STSBenchmrak", "STSBenchmark")]
    [InlineData("Ocnli", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_found_or_none(string asked, string? expected) =>
        Assert.Equal(expected, NearestName.Find(asked, Known));

    [Fact]
    public void No_names_give_no_hint() => Assert.Null(NearestName.Hint("x", []));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("ab", "ba", 1)]
    [InlineData("ca", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_counts_edits_and_swaps(string from, string to, int expected) =>
        Assert.Equal(expected, NearestName.Distance(from, to));
}
