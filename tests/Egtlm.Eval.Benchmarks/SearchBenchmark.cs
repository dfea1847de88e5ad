using Egtlm.Eval.Models;
using Egtlm.Eval.Search;

namespace Egtlm.Eval.Benchmarks;

/// <summary>Exact top-1001 of 1000 queries over 100,000 documents of 384 dimensions.</summary>
internal static class SearchBenchmark
{
    private const int Queries = 1000;
    private const int Documents = 100_000;
    private const int Dimension = 384;
    private const int Count = 1001;

    public static IEnumerable<Measurement> Run()
    {
        var queries = RandomVectors.Clustered(Queries, Dimension, 50, seed: 1);
        var documents = RandomVectors.Clustered(Documents, Dimension, 50, seed: 2);
        foreach (IVectorSearch search in new IVectorSearch[] { new ExactSearch(), new TorchSearch() })
        {
            var seconds = Best.Of(3, () => search.TopK(queries, documents, Count, CancellationToken.None));
            yield return new Measurement(
                $"search, {search.GetType().Name}, {Queries} x {Documents} x {Dimension}, top {Count}",
                seconds,
                $"{Queries / seconds:N0} queries/s",
                2.0 * Queries * Documents * Dimension);
        }
    }
}
