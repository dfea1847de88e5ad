using Egtlm.Eval.Caching;
using Xunit;

namespace Egtlm.Eval.Tests.Caching;

public sealed class CachePruningTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 8, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly CacheFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void A_listing_says_what_is_there()
    {
        Fill("org/old", 40, 1, 2);
        Fill("org/new", 1, 3);

        var cache = CacheListing.Read(_fixture.Folder);

        Assert.Equal(["org/new", "org/old"], cache.Spaces.Select(space => space.File.Model));
        Assert.Equal([1L, 2], cache.Spaces.Select(space => space.Entries));
        Assert.Equal([48L, 80], cache.Spaces.Select(space => space.Bytes));
        Assert.Equal(128, cache.Bytes);
        Assert.Equal(Now.AddDays(-1), cache.Spaces[0].LastUsed);
        Assert.Equal("mean", cache.Spaces[0].File.Facts["pooling"]);
        Assert.Empty(cache.Ignored);
    }

    [Fact]
    public void What_is_no_space_is_neither_listed_nor_touched()
    {
        Fill("org/model", 40, 1);
        var stranger = Path.Combine(_fixture.Folder, "vectors", "photos");
        var newer = Path.Combine(_fixture.Folder, "vectors", new string('a', 32));
        Directory.CreateDirectory(stranger);
        Directory.CreateDirectory(newer);
        File.WriteAllText(Path.Combine(stranger, "a.vec"), "mine");
        File.WriteAllText(Path.Combine(newer, "space.json"), """{"version": 7}""");
        File.WriteAllText(Path.Combine(newer, "a.vec"), "of a newer version");

        var cache = CacheListing.Read(_fixture.Folder);
        CachePruning.Prune(_fixture.Folder, new PruneRule(), Now);

        Assert.Single(cache.Spaces);
        Assert.Contains("has format version 7", Assert.Single(cache.Ignored), StringComparison.Ordinal);
        Assert.Equal(["a.vec", "a.vec"], _fixture.Files(".vec").Select(Path.GetFileName));
    }

    [Fact]
    public void Everything_goes_with_its_folders_when_no_rule_narrows_it()
    {
        Fill("org/a", 40, 1, 2);
        Fill("org/b", 1, 3);

        var result = CachePruning.Prune(_fixture.Folder, new PruneRule(), Now);

        Assert.Equal(new PruneResult(2, 3, 128, 0, 0), result);
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(_fixture.Folder, "vectors")));
    }

    [Fact]
    public void Rules_narrow_each_other()
    {
        Fill("org/a", 40, 1);
        Fill("org/a", 2, 2);
        Fill("org/b", 40, 3);
        var rule = new PruneRule { Model = "org/a", OlderThan = TimeSpan.FromDays(30) };

        var result = CachePruning.Prune(_fixture.Folder, rule, Now);

        Assert.Equal(new PruneResult(1, 1, 48, 0, 96), result);
        using var a = _fixture.Open(CacheFixture.Space("org/a", "org/a"));
        using var b = _fixture.Open(CacheFixture.Space("org/b", "org/b"));
        Assert.Equal([2], CacheFixture.Found(a, 1, 2));
        Assert.Equal([3], CacheFixture.Found(b, 3));
    }

    [Fact]
    public void Down_to_a_size_the_least_recently_used_go_first()
    {
        Fill("org/a", 3, 1);
        Fill("org/b", 9, 2);
        Fill("org/a", 5, 3);

        var result = CachePruning.Prune(_fixture.Folder, new PruneRule { ToBytes = 50 }, Now);

        Assert.Equal(new PruneResult(2, 2, 96, 0, 48), result);
        using var a = _fixture.Open(CacheFixture.Space("org/a", "org/a"));
        Assert.Equal([1], CacheFixture.Found(a, 1, 3));
    }

    [Fact]
    public void A_dry_run_counts_and_touches_nothing()
    {
        Fill("org/a", 40, 1, 2);

        var result = CachePruning.Prune(_fixture.Folder, new PruneRule(), Now, isDryRun: true);

        Assert.Equal(new PruneResult(1, 2, 80, 0, 0), result);
        Assert.Equal(80, _fixture.Bytes);
    }

    [Fact]
    public void What_is_open_stays_and_is_counted()
    {
        Fill("org/a", 40, 1);
        Fill("org/a", 39, 2);
        using var user = _fixture.Open(CacheFixture.Space("org/a", "org/a"));
        Assert.Equal([1], CacheFixture.Found(user, 1));

        var result = CachePruning.Prune(_fixture.Folder, new PruneRule(), Now);

        Assert.Equal(new PruneResult(1, 1, 48, 48, 48), result);
        Assert.Equal([1], CacheFixture.Found(user, 1, 2)); // the one that went is a miss, no failure
    }

    [Fact]
    public void A_second_one_waits_for_its_turn()
    {
        Fill("org/a", 40, 1);
        using var first = _fixture.TakePruneLock();

        Assert.Null(CachePruning.Prune(_fixture.Folder, new PruneRule(), Now));
        Assert.Equal(48, _fixture.Bytes);
    }

    [Fact]
    public void Pruning_nothing_is_fine()
    {
        Assert.Equal(
            new PruneResult(0, 0, 0, 0, 0), CachePruning.Prune(_fixture.Folder, new PruneRule(), Now));
    }

    [Fact]
    public void Leftovers_of_a_deletion_that_was_cut_off_are_cleared_away()
    {
        Fill("org/a", 40, 1);
        File.Delete(Assert.Single(_fixture.Files(".keys")));

        Assert.Equal(0, CacheListing.Read(_fixture.Folder).Spaces[0].Entries);
        Assert.Equal(new PruneResult(1, 0, 16, 0, 0), CachePruning.Prune(_fixture.Folder, new PruneRule(), Now));
    }

    /// <summary>A segment that was last used some days before <see cref="Now"/>.</summary>
    private void Fill(string model, int daysAgo, params int[] texts)
    {
        _fixture.Time.Now = Now.AddDays(-daysAgo);
        var before = _fixture.Files(".vec");
        using (var cache = _fixture.Open(CacheFixture.Space(model, model)))
        {
            CacheFixture.Write(cache, texts);
        }

        var file = Assert.Single(_fixture.Files(".vec").Except(before));
        File.SetLastWriteTimeUtc(file, _fixture.Time.Now.UtcDateTime);
    }
}
