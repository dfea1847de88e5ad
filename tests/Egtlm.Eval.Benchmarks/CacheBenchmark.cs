using System.Diagnostics;
using Egtlm.Eval.Caching;

namespace Egtlm.Eval.Benchmarks;

/// <summary>The vector cache: keeping and finding 200,000 vectors of 1,024 values, opening a million.</summary>
internal static class CacheBenchmark
{
    private const int BatchRows = 128;
    private const int TokensPerText = 128;

    public static IEnumerable<Measurement> Run()
    {
        var folder = Directory.CreateTempSubdirectory("egtlm-eval-cache-benchmark-").FullName;
        try
        {
            foreach (var measurement in PutAndGet(folder, 200_000, 1024).Concat(Open(folder, 1_000_000)))
            {
                yield return measurement;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Measurement> PutAndGet(string folder, int texts, int dimension)
    {
        var watch = Stopwatch.StartNew();
        var keys = Keys(texts);
        yield return Row($"cache, keys of {texts} texts of {TokensPerText} tokens", watch, texts);

        var vectors = RandomVectors.Clustered(texts, dimension, 10, seed: 5);
        watch.Restart();
        using (var cache = Opened(folder, dimension))
        {
            Put(cache, keys, vectors);
        }

        yield return Row($"cache, put {texts} x {dimension} in batches of {BatchRows}", watch, texts);

        var found = new Matrix<float>(new float[texts * dimension], texts, dimension);
        for (var pass = 1; pass <= 2; pass++)
        {
            watch.Restart();
            using var cache = Opened(folder, dimension);
            yield return Row($"cache, open {cache.Count} x {dimension}", watch, cache.Count);
            watch.Restart();
            var count = cache.Read(keys, found, CancellationToken.None).Count(isFound => isFound);
            yield return Row($"cache, get {count} x {dimension}, pass {pass}", watch, count);
        }
    }

    private static IEnumerable<Measurement> Open(string folder, int texts)
    {
        const int Dimension = 16; // opening reads keys only
        using (var cache = Opened(folder, Dimension))
        {
            Put(cache, Keys(texts), new Matrix<float>(new float[texts * Dimension], texts, Dimension));
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        using var opened = Opened(folder, Dimension);
        watch.Stop();
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        yield return Row($"cache, open {opened.Count} entries, {bytes / 1e6:F0} MB of memory", watch, opened.Count);
    }

    private static void Put(VectorCache cache, VectorKey[] keys, Matrix<float> vectors)
    {
        foreach (var rows in Enumerable.Range(0, keys.Length).Chunk(BatchRows))
        {
            cache.Write(keys, rows, vectors);
        }
    }

    private static VectorCache Opened(string folder, int dimension) => VectorCache.Open(
        new VectorSpace("benchmark", "1", "none", dimension, new Dictionary<string, string>()),
        new VectorCacheOptions { Folder = folder, LimitBytes = 64L << 30, Warn = Console.Error.WriteLine });

    private static VectorKey[] Keys(int texts)
    {
        var keys = new VectorKey[texts];
        Parallel.For(0, texts, text =>
        {
            Span<int> ids = stackalloc int[TokensPerText];
            ids.Fill(text);
            keys[text] = VectorKey.Of(ids, 0);
        });
        return keys;
    }

    private static Measurement Row(string name, Stopwatch watch, int texts) =>
        new(name, watch.Elapsed.TotalSeconds, $"{texts / watch.Elapsed.TotalSeconds:N0} texts/s", Flops: 0);
}
