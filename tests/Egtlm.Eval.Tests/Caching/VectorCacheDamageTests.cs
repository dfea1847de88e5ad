using Xunit;

namespace Egtlm.Eval.Tests.Caching;

/// <summary>What killed processes, full disks and failing ones leave behind.</summary>
public sealed class VectorCacheDamageTests : IDisposable
{
    private readonly CacheFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData(".vec", 1)]
    [InlineData(".vec", 15)]
    [InlineData(".keys", 1)]
    [InlineData(".keys", 15)]
    public void A_tail_that_was_cut_off_loses_one_vector(string extension, int bytes)
    {
        Fill(1, 2, 3);
        Truncate(Assert.Single(_fixture.Files(extension)), bytes);

        using var cache = _fixture.Open();

        Assert.Equal([1, 2], CacheFixture.Found(cache, 1, 2, 3));
        CacheFixture.Write(cache, 3);
        Assert.Equal([1, 2, 3], CacheFixture.Found(cache, 1, 2, 3));
        Assert.Equal((0, 0), (cache.Use.Damaged, _fixture.Warnings.Count));
    }

    [Theory]
    [InlineData(16)] // first byte of the second vector
    [InlineData(31)] // last byte of its checksum
    public void A_flipped_bit_is_found_counted_and_healed(int offset)
    {
        Fill(1, 2, 3);
        var file = Assert.Single(_fixture.Files(".vec"));
        Flip(file, offset);
        _fixture.Time.Now += TimeSpan.FromSeconds(1);

        using (var cache = _fixture.Open())
        {
            Assert.Equal([1, 3], CacheFixture.Found(cache, 1, 2, 3));
            Assert.Equal(1, cache.Use.Damaged);
            Assert.Equal([file], cache.Use.DamagedFiles);
            CacheFixture.Write(cache, 2);
            Assert.Equal([2], CacheFixture.Found(cache, 2));
        }

        using var healed = _fixture.Open();
        Assert.Equal([1, 2, 3], CacheFixture.Found(healed, 1, 2, 3));
        Assert.Equal(0, healed.Use.Damaged);
    }

    [Fact]
    public void A_vector_under_the_key_of_another_is_found()
    {
        Fill(1, 2);
        var file = Assert.Single(_fixture.Files(".vec"));
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, [.. bytes[16..], .. bytes[..16]]);

        using var cache = _fixture.Open();

        Assert.Empty(CacheFixture.Found(cache, 1, 2));
        Assert.Equal(2, cache.Use.Damaged);
    }

    [Fact]
    public void A_segment_of_another_format_is_left_out_and_said_once()
    {
        Fill(1);
        Fill(2);
        Flip(_fixture.Files(".keys")[0], 12); // the dimension in its header

        using var cache = _fixture.Open();
        CacheFixture.Found(cache, 1);

        Assert.Single(CacheFixture.Found(cache, 1, 2));
        Assert.Contains("no vectors of 3 values", Assert.Single(_fixture.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "has format version 2, this program reads 1")]
    [InlineData("\"dimension\": 3", "\"dimension\": 4", "has vectors of 4 values, this model 3")]
    [InlineData("{", "", "cannot be read")]
    public void A_space_that_says_something_else_is_not_used_and_said(string old, string changed, string message)
    {
        Fill(1);
        var file = Assert.Single(Directory.EnumerateFiles(_fixture.Folder, "space.json", SearchOption.AllDirectories));
        File.WriteAllText(file, File.ReadAllText(file).Replace(old, changed, StringComparison.Ordinal));

        using var cache = _fixture.Open();
        CacheFixture.Write(cache, 2);

        Assert.Empty(CacheFixture.Found(cache, 1, 2));
        Assert.Contains(message, Assert.Single(_fixture.Warnings), StringComparison.Ordinal);
        Assert.Single(_fixture.Files(".vec"));
    }

    [Theory]
    [InlineData(0)]  // the files cannot be made
    [InlineData(40)] // the third vector does not fit
    public void A_full_disk_is_said_once_and_the_cache_goes_on_reading(int room)
    {
        var disk = new SmallDisk(room);
        Fill(1);
        using (var cache = _fixture.Open(options: _fixture.Options with { CreateFile = disk.Create }))
        {
            CacheFixture.Write(cache, 2);
            CacheFixture.Write(cache, 3);
            CacheFixture.Write(cache, 4, 5);
            CacheFixture.Write(cache, 6);

            Assert.Contains(1, CacheFixture.Found(cache, 1, 2, 3, 4, 5, 6));
            Assert.Contains(
                "No space left on device", Assert.Single(_fixture.Warnings), StringComparison.Ordinal);
        }

        using var later = _fixture.Open();
        int[] expected = room == 0 ? [1] : [1, 2, 3];
        Assert.Equal(expected, CacheFixture.Found(later, 1, 2, 3, 4, 5, 6));
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_said_once()
    {
        File.WriteAllText(_fixture.Folder, "not a folder");

        using var cache = _fixture.Open();
        CacheFixture.Write(cache, 1);
        CacheFixture.Write(cache, 2);

        Assert.Empty(CacheFixture.Found(cache, 1, 2));
        Assert.Contains(_fixture.Folder, Assert.Single(_fixture.Warnings), StringComparison.Ordinal);
    }

    private void Fill(params int[] texts)
    {
        using var cache = _fixture.Open();
        CacheFixture.Write(cache, texts);
    }

    private static void Truncate(string file, int bytes)
    {
        using var stream = File.OpenWrite(file);
        stream.SetLength(stream.Length - bytes);
    }

    private static void Flip(string file, int offset)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[offset] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>Files that hold a number of bytes together for vectors, and as many keys as come.</summary>
    private sealed class SmallDisk(int room)
    {
        public SmallFile Create(string path) => room == 0
            ? throw new IOException($"No space left on device : '{path}'")
            : new SmallFile(path, path.EndsWith(".vec", StringComparison.Ordinal) ? room : int.MaxValue);
    }

    internal sealed class SmallFile(string path, int room)
        : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            var fits = (int)Math.Min(count, room - Length);
            base.Write(buffer, offset, fits);
            if (fits < count)
            {
                throw new IOException($"No space left on device : '{Name}'");
            }
        }
    }
}
