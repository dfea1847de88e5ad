using System.Text;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Generation.Metrics;
using Egtlm.Eval.Results;
using Xunit;

namespace Egtlm.Eval.Tests.Results;

public sealed class DistributionFileTests
{
    private static readonly DistributionFile s_file = new(
        new DistributionHeader("GenregText", "org/base@1", "d1", null),
        [Window("zh", "火#1", -0.5f), Window("en", "b#1", double.NegativeInfinity)]);

    [Fact]
    public void A_file_is_read_as_it_was_written()
    {
        var bytes = s_file.ToBytes();
        var read = DistributionFile.Read(bytes);

        Assert.Equal(s_file.Header, read.Header);
        Assert.Equal(["火#1", "b#1"], read.Windows.Select(window => window.Item));
        Assert.Equal(("test", "zh", "c"), (read.Windows[0].Split, read.Windows[0].Subset, read.Windows[0].Cluster));
        Assert.Equal([[1, 2], [7, 70_000]], new[] { read.Windows[0].Context, read.Windows[0].Tokens });
        var next = read.Windows[0].Next[1];
        Assert.Equal((-2.5, 70_000), (next.LogProbability, next.MostLikely));
        Assert.Equal([70_000, 0, 9], next.Kept.Ids);
        Assert.Equal([-0.25, -2, -3], next.Kept.LogProbabilities);
        Assert.Equal([-0.5, double.NegativeInfinity], read.Windows.Select(window => window.Next[0].Kept.Rest));
        Assert.Equal(bytes, read.ToBytes());
    }

    [Fact]
    public void A_token_takes_eight_bytes_and_eight_for_each_that_is_kept()
    {
        var bytes = s_file.ToBytes();

        Assert.Equal(4 * (8 + (3 * 8)), bytes.Length - Array.IndexOf(bytes, (byte)'\n') - 1);
    }

    [Fact]
    public void Windows_of_a_part_are_replaced()
    {
        var file = s_file.With("test", "zh", [Window("zh", "new", 0)]);

        Assert.Equal(["b#1", "new"], file.Windows.Select(window => window.Item));
    }

    [Fact]
    public void A_file_without_windows_is_a_file() =>
        Assert.Empty(DistributionFile.Read((s_file with { Windows = [] }).ToBytes()).Windows);

    [Theory]
    [InlineData("", "not that of kept distributions")]
    [InlineData("{]\n", "not that of kept distributions")]
    [InlineData("{\"version\":2}\n", "version 2, expected 1")]
    [InlineData("null\n", "version , expected 1")]
    public void What_is_no_such_file_is_refused(string content, string message) => Assert.Contains(
        message,
        Assert.Throws<FormatException>(() => DistributionFile.Read(Encoding.UTF8.GetBytes(content))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_file_that_was_cut_short_is_refused() => Assert.Contains(
        "127 bytes of distributions, the first line speaks of 128",
        Assert.Throws<FormatException>(() => DistributionFile.Read(s_file.ToBytes().AsSpan()[..^1])).Message,
        StringComparison.Ordinal);

    private static KeptWindow Window(string subset, string item, double rest) => new(
        "test", subset, item, "c", [1, 2], [7, 70_000],
        [
            new NextToken(-1.5, 4, new TopTokens([4, 5, 6], [-0.5, -1, -4], rest)),
            new NextToken(-2.5, 70_000, new TopTokens([70_000, 0, 9], [-0.25, -2, -3], rest)),
        ]);
}
