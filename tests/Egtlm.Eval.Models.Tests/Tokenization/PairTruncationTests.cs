using Egtlm.Eval.Models.Tokenization;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Tokenization;

public sealed class PairTruncationTests
{
    [Theory]
    [InlineData(3, 4, 7, 3, 4)]
    [InlineData(3, 9, 7, 3, 4)]
    [InlineData(9, 3, 7, 4, 3)]
    [InlineData(9, 9, 7, 3, 4)]
    [InlineData(10, 9, 7, 4, 3)]
    [InlineData(9, 9, 0, 0, 0)]
    [InlineData(0, 9, 4, 0, 4)]
    public void Longer_text_gives_first(int first, int second, int room, int keptFirst, int keptSecond) =>
        Assert.Equal((keptFirst, keptSecond), PairTruncation.LongestFirst(first, second, room));
}
