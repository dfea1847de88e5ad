using Egtlm.Eval.Caching;
using Xunit;

namespace Egtlm.Eval.Tests.Caching;

public sealed class VectorCacheTests : IDisposable
{
    private readonly CacheFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Vectors_come_back_after_reopening()
    {
        using (var first = _fixture.Open())
        {
            CacheFixture.Write(first, 1, 2, 3);
            CacheFixture.Write(first, 4);
            Assert.Equal([2, 4], CacheFixture.Found(first, 9, 2, 4));
        }

        using var second = _fixture.Open();

        Assert.Equal(4, second.Count);
        Assert.Equal([4, 3, 2, 1, 1], CacheFixture.Found(second, 4, 3, 5, 2, 1, 1));
        Assert.Equal(new VectorCacheUse(_fixture.Folder, 6, 5, 0, 0, []), second.Use with { DamagedFiles = [] });
        Assert.Empty(_fixture.Warnings);
    }

    [Fact]
    public void An_absent_folder_is_an_empty_cache_and_reading_makes_no_folder()
    {
        using var cache = _fixture.Open();

        Assert.Empty(CacheFixture.Found(cache, 1, 2));
        Assert.False(Directory.Exists(_fixture.Folder));
    }

    [Fact]
    public void Spaces_do_not_see_each_other()
    {
        using var one = _fixture.Open();
        CacheFixture.Write(one, 1);

        using var other = _fixture.Open(CacheFixture.Space(digest: "d2"));
        using var renamed = _fixture.Open(CacheFixture.Space(model: "another/name"));

        Assert.Empty(CacheFixture.Found(other, 1));
        Assert.Equal([1], CacheFixture.Found(renamed, 1));
    }

    [Fact]
    public void Equal_keys_are_stored_once()
    {
        using var cache = _fixture.Open();

        CacheFixture.Write(cache, 7, 7);
        CacheFixture.Write(cache, 7);

        Assert.Equal((1, 1), (cache.Count, cache.Use.Stored));
        Assert.Equal(3 * 4 + 4, new FileInfo(Assert.Single(_fixture.Files(".vec"))).Length);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Vectors_that_are_not_finite_are_not_kept(float value)
    {
        using var cache = _fixture.Open();
        var vectors = new Matrix<float>([1, 1.5f, 0, 0, value, 0], 2, 3);

        cache.Write([CacheFixture.Key(1), CacheFixture.Key(2)], [0, 1], vectors);

        Assert.Equal([1], CacheFixture.Found(cache, 1, 2));
    }

    [Fact]
    public void Only_the_rows_named_are_kept()
    {
        using var cache = _fixture.Open();

        VectorKey[] keys = [CacheFixture.Key(1), CacheFixture.Key(2), CacheFixture.Key(3)];
        cache.Write(keys, [2, 0], CacheFixture.Vectors(1, 2, 3));

        Assert.Equal([1, 3], CacheFixture.Found(cache, 1, 2, 3));
    }

    [Fact]
    public void Two_caches_on_one_folder_write_in_turn_and_see_each_other()
    {
        using var a = _fixture.Open();
        using var b = _fixture.Open();
        for (var text = 0; text < 40; text++)
        {
            CacheFixture.Write(text % 2 == 0 ? a : b, text);
            Assert.Equal([text], CacheFixture.Found(text % 2 == 0 ? b : a, text));
        }

        using var later = _fixture.Open();

        Assert.Equal(2, _fixture.Files(".vec").Length);
        Assert.Equal(Enumerable.Range(0, 40), CacheFixture.Found(later, [.. Enumerable.Range(0, 50)]));
    }

    [Fact]
    public async Task Writers_at_the_same_time_lose_nothing()
    {
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            using var cache = _fixture.Open();
            for (var i = 0; i < 100; i++)
            {
                CacheFixture.Write(cache, (writer * 100) + i, 1000 + i);
                CacheFixture.Found(cache, i, 100 + i, 1000 + i);
            }
        }));
        await Task.WhenAll(writers);

        using var later = _fixture.Open();

        int[] all = [.. Enumerable.Range(0, 400), .. Enumerable.Range(1000, 100)];
        Assert.Equal(all, CacheFixture.Found(later, all));
        Assert.Empty(_fixture.Warnings);
    }

    [Fact]
    public void Keys_that_do_not_fit_the_rows_are_a_bug()
    {
        using var cache = _fixture.Open();

        Assert.Throws<ArgumentException>(
            () => cache.Read([CacheFixture.Key(1)], new Matrix<float>(new float[4], 1, 4), CancellationToken.None));
    }
}
