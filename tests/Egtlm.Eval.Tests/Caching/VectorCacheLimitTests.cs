using Egtlm.Eval.Caching;
using Xunit;

namespace Egtlm.Eval.Tests.Caching;

public sealed class VectorCacheLimitTests : IDisposable
{
    // Eight segments of ten records: 336 bytes each with the header, and 16 bytes of slack.
    private const int Limit = 8 * (32 + (10 * CacheFixture.EntryBytes));

    private readonly CacheFixture _fixture = new();

    private VectorCacheOptions Small => _fixture.Options with { LimitBytes = Limit };

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void The_cache_never_grows_beyond_its_limit_and_keeps_the_latest()
    {
        using var cache = _fixture.Open(options: Small);
        for (var text = 0; text < 300; text++)
        {
            CacheFixture.Write(cache, text);
            _fixture.Time.Now += TimeSpan.FromMinutes(1);
            Assert.InRange(_fixture.Bytes, 1, Limit);
        }

        Assert.Equal([295, 296, 297, 298, 299], CacheFixture.Found(cache, 0, 10, 295, 296, 297, 298, 299));
        Assert.Empty(_fixture.Warnings);
    }

    [Fact]
    public void A_batch_larger_than_a_segment_fills_several()
    {
        using var cache = _fixture.Open(options: Small);

        CacheFixture.Write(cache, [.. Enumerable.Range(0, 35)]);

        Assert.Equal(4, _fixture.Files(".vec").Length);
        Assert.Equal(Enumerable.Range(0, 35), CacheFixture.Found(cache, [.. Enumerable.Range(0, 40)]));
    }

    [Fact]
    public void The_least_recently_used_segment_goes_first()
    {
        FillSegments(0, 1, 2, 3, 4, 5, 6);
        using (var user = _fixture.Open(options: Small))
        {
            CacheFixture.Found(user, 1000); // the second oldest is used again
        }

        _fixture.Time.Now += TimeSpan.FromHours(1);
        FillSegments(7, 8, 9);

        using var cache = _fixture.Open(options: Small);
        Assert.Equal([1000, 3000, 9000], CacheFixture.Found(cache, 0, 1000, 2000, 3000, 9000));
    }

    [Fact]
    public void What_another_has_open_is_never_thrown_away()
    {
        FillSegments(0, 1, 2, 3, 4, 5, 6);
        using var user = _fixture.Open(options: Small);
        Assert.Equal([0, 1000], CacheFixture.Found(user, 0, 1000));
        _fixture.Time.Now += TimeSpan.FromHours(1);

        FillSegments(7, 8, 9, 10, 11, 12, 13, 14, 15);

        using var cache = _fixture.Open(options: Small);
        Assert.Equal([0, 1009, 15000], CacheFixture.Found(cache, 0, 1009, 2000, 3000, 15000));
        Assert.Equal([1, 1001], CacheFixture.Found(user, 1, 1001, 2001));
        Assert.InRange(_fixture.Bytes, 1, Limit);
    }

    [Fact]
    public void A_cache_that_is_all_in_use_takes_no_more_and_says_so_once()
    {
        FillSegments(0, 1, 2, 3, 4, 5, 6, 7);
        using var user = _fixture.Open(options: Small);
        int[] all = [.. Enumerable.Range(0, 8).Select(segment => segment * 1000)];
        Assert.Equal(all, CacheFixture.Found(user, all));

        CacheFixture.Write(user, 77777);
        CacheFixture.Write(user, 88888);

        Assert.Empty(CacheFixture.Found(user, 77777, 88888));
        Assert.Contains("2.8 KB are in use; --cache-size", Assert.Single(_fixture.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Opening_with_a_smaller_limit_throws_away_at_once()
    {
        FillSegments(0, 1, 2, 3);

        using var cache = _fixture.Open(options: Small with { LimitBytes = 400 });

        Assert.Equal([3000], CacheFixture.Found(cache, 0, 1000, 2000, 3000));
    }

    [Fact]
    public void A_limit_below_one_vector_keeps_nothing_and_says_so()
    {
        using var cache = _fixture.Open(options: Small with { LimitBytes = 64 });

        CacheFixture.Write(cache, 1);

        Assert.Empty(_fixture.Files(".vec"));
        Assert.Single(_fixture.Warnings);
    }

    [Fact]
    public void While_another_makes_room_nothing_is_kept_and_later_it_is()
    {
        FillSegments(0, 1, 2, 3, 4, 5, 6, 7);
        using var cache = _fixture.Open(options: Small);
        using (_fixture.TakePruneLock())
        {
            CacheFixture.Write(cache, 77777);
        }

        CacheFixture.Write(cache, 88888);

        Assert.Equal([88888], CacheFixture.Found(cache, 77777, 88888));
        Assert.Empty(_fixture.Warnings);
    }

    /// <summary>Fills segment after segment, an hour apart: segment 2 has the texts 2000 to 2009.</summary>
    private void FillSegments(params int[] segments)
    {
        foreach (var segment in segments)
        {
            using (var cache = _fixture.Open(options: Small))
            {
                CacheFixture.Write(cache, [.. Enumerable.Range(segment * 1000, 10)]);
            }

            File.SetLastWriteTimeUtc(_fixture.Files(".vec")[^1], _fixture.Time.Now.UtcDateTime);
            _fixture.Time.Now += TimeSpan.FromHours(1);
        }
    }
}
