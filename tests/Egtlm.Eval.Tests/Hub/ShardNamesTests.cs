using Egtlm.Eval.Hub;
using Xunit;

namespace Egtlm.Eval.Tests.Hub;

public sealed class ShardNamesTests
{
    [Fact]
    public void Missing_shards_are_named_for_each_split()
    {
        Assert.Equal(
            ["en/test-00000-of-00003.parquet", "en/test-00001-of-00003.parquet", "dev-00001-of-00002.jsonl.gz"],
            ShardNames.Missing(["en/test-00002-of-00003.parquet", "de/test-00000-of-00001.parquet",
                "dev-00000-of-00002.jsonl.gz"]));
    }

    [Fact]
    public void Fingerprints_of_older_uploads_are_no_part_of_the_split()
    {
        Assert.Equal(
            ["data/train-00001-of-00003.parquet"],
            ShardNames.Missing(["data/train-00000-of-00003-6d4d4d0b4a1c8f3e.parquet",
                "data/train-00002-of-00003-ffffffffffffffff.parquet"]));
    }

    [Fact]
    public void Names_that_count_nothing_miss_nothing() =>
        Assert.Empty(ShardNames.Missing(["test.parquet", "0000.parquet", "a-1-of-2.parquet", "x-00000-of-00002"]));
}
