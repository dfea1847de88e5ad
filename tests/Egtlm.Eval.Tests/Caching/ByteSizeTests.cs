using Egtlm.Eval.Caching;
using Xunit;

namespace Egtlm.Eval.Tests.Caching;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("10GB", 10_000_000_000)]
    [InlineData("1.5 GiB", 1_610_612_736)]
    [InlineData("512mib", 536_870_912)]
    [InlineData("4096", 4096)]
    [InlineData("7B", 7)]
    [InlineData("0", 0)]
    public void Sizes_are_read(string text, long bytes) => Assert.Equal(bytes, ByteSize.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData("GB")]
    [InlineData("-1GB")]
    [InlineData("1G")]
    [InlineData("1,5GB")]
    [InlineData("9999999999TB")]
    [InlineData("nan")]
    public void What_is_no_size_is_refused(string text) => Assert.Null(ByteSize.TryParse(text));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.0 KB")]
    [InlineData(34_359_738_368, "34.4 GB")]
    public void Sizes_are_written(long bytes, string text) => Assert.Equal(text, ByteSize.Format(bytes));
}
