using Egtlm.Eval.Caching;
using Egtlm.Eval.Testing;

namespace Egtlm.Eval.Tests.Caching;

/// <summary>A cache in a folder of its own; the text of token n has the vector <c>[n, n + 0.5, n - 1]</c>.</summary>
internal sealed class CacheFixture : IDisposable
{
    public const int Dimension = 3;

    /// <summary>Bytes of a record in both files: 16 of the key, 12 of the vector, 4 of the checksum.</summary>
    public const int EntryBytes = 32;

    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.At("cache");

    public List<string> Warnings { get; } = [];

    public SettableTime Time { get; } = new();

    public VectorCacheOptions Options => new()
    {
        Folder = Folder,
        LimitBytes = 1_000_000,
        Warn = Warnings.Add,
        Time = Time,
    };

    public static VectorSpace Space(string model = "org/model", string digest = "d1") => new(
        model, "r1", "egtlm", Dimension, new Dictionary<string, string> { ["weights"] = digest, ["pooling"] = "mean" });

    public VectorCache Open(VectorSpace? space = null, VectorCacheOptions? options = null) =>
        VectorCache.Open(space ?? Space(), options ?? Options);

    public static VectorKey Key(int text) => VectorKey.Of([text], 0);

    /// <summary>Keeps the vectors of some texts in one call.</summary>
    public static void Write(VectorCache cache, params int[] texts) =>
        cache.Write(Array.ConvertAll(texts, Key), [.. Enumerable.Range(0, texts.Length)], Vectors(texts));

    public static Matrix<float> Vectors(params int[] texts) =>
        new([.. texts.SelectMany(text => new[] { text, text + 0.5f, text - 1 })], texts.Length, Dimension);

    /// <summary>The texts that are there; fails when a vector is not the one written.</summary>
    public static int[] Found(VectorCache cache, params int[] texts)
    {
        var vectors = new Matrix<float>(new float[texts.Length * Dimension], texts.Length, Dimension);
        var isFound = cache.Read(Array.ConvertAll(texts, Key), vectors, CancellationToken.None);
        var expected = Vectors(texts);
        for (var row = 0; row < texts.Length; row++)
        {
            float[] wanted = isFound[row] ? [.. expected.Row(row)] : new float[Dimension];
            Xunit.Assert.Equal(wanted, vectors.Row(row).ToArray());
        }

        return [.. texts.Where((_, row) => isFound[row])];
    }

    /// <summary>The files of all segments, oldest first.</summary>
    public string[] Files(string extension)
    {
        var files = Directory.Exists(Folder)
            ? Directory.EnumerateFiles(Folder, "*" + extension, SearchOption.AllDirectories)
            : [];
        return [.. files.Order(StringComparer.Ordinal)];
    }

    /// <summary>Holds the lock of a process that throws segments away.</summary>
    public FileStream TakePruneLock() => new(
        Path.Combine(Folder, "vectors", "prune.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    public long Bytes => Files(".vec").Concat(Files(".keys")).Sum(file => new FileInfo(file).Length);

    public void Dispose() => _folder.Dispose();
}

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class SettableTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
