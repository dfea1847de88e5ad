using Egtlm.Eval.Learning;

namespace Egtlm.Eval.Benchmarks;

/// <summary>One bootstrap of fast clustering and one set of legacy clustering.</summary>
internal static class ClusteringBenchmark
{
    public static IEnumerable<Measurement> Run()
    {
        yield return Measure("fast bootstrap", rows: 16384, documents: 2151, clusters: 26, dimension: 384, batchSize: 512);
        yield return Measure("legacy set", rows: 10000, documents: 10000, clusters: 13, dimension: 1024, batchSize: 500);
    }

    private static Measurement Measure(string name, int rows, int documents, int clusters, int dimension, int batchSize)
    {
        var points = RandomVectors.Clustered(documents, dimension, clusters, seed: 4);
        int[] picks = [.. Enumerable.Range(0, rows).Select(row => row % documents)];
        var options = new MiniBatchKMeansOptions(clusters, batchSize, Seed: 42);
        var fit = new MiniBatchKMeansFit<float>(points, picks, options);
        while (!fit.IsDone)
        {
            fit.Step();
        }

        var seconds = Best.Of(3, () => MiniBatchKMeans.FitPredict(points, picks, options));

        // Distances of every mini-batch and of the last assignment.
        var flops = 2.0 * clusters * dimension * (((double)fit.Steps * batchSize) + rows);
        return new Measurement(
            $"clustering, {name}, n = {rows}, k = {clusters}, d = {dimension}", seconds, $"{rows / seconds:N0} rows/s", flops);
    }
}
