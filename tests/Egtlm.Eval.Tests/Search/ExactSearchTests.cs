using Egtlm.Eval.Search;
using Xunit;

namespace Egtlm.Eval.Tests.Search;

public sealed class ExactSearchTests
{
    private static readonly float[] Scores = [0.5f, float.NaN, -0f, 0f, float.PositiveInfinity, -1f, 0.5f];

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(5, 33, 3, 40)]
    [InlineData(3, 2049, 7, 10)]
    [InlineData(9, 9000, 16, 1001)]
    public void Hits_are_the_best_of_all_products(int queries, int documents, int dimension, int count)
    {
        var q = Random(queries, dimension, 1);
        var d = Random(documents, dimension, 2);

        var hits = TopK(q, d, count);

        Assert.Equal(queries, hits.Count);
        for (var query = 0; query < queries; query++)
        {
            var expected = Enumerable.Range(0, documents)
                .Select(row => new Hit(row, Product(q.Row(query), d.Row(row))))
                .OrderByDescending(hit => hit.Score)
                .Take(count);
            Assert.Equal(expected, hits[query]);
        }
    }

    [Fact]
    public void Equal_documents_score_equal_wherever_they_stand_and_come_by_row()
    {
        var one = Random(1, 77, 3);
        var documents = one.SelectRows(new int[5000]);

        var hits = TopK(Random(6, 77, 4), documents, 3000);

        Assert.All(hits, query => Assert.Equal(Enumerable.Range(0, 3000), query.Select(hit => hit.Row)));
        Assert.All(hits, query => Assert.Single(query.Select(hit => hit.Score).Distinct()));
    }

    [Fact]
    public void NaN_comes_last_and_zeros_of_either_sign_tie()
    {
        var hits = TopK(new Matrix<float>([1], 1, 1), new Matrix<float>(Scores, Scores.Length, 1), 10)[0];

        Assert.Equal([4, 0, 6, 2, 3, 5, 1], hits.Select(hit => hit.Row));
        Assert.True(float.IsNaN(hits[^1].Score));
    }

    [Fact]
    public void NaN_is_dropped_first_at_the_cut()
    {
        var values = Enumerable.Range(0, 6000).Select(i => i % 2 == 0 ? float.NaN : i).ToArray();

        var hits = TopK(new Matrix<float>([1], 1, 1), new Matrix<float>(values, values.Length, 1), 3)[0];

        Assert.Equal([5999, 5997, 5995], hits.Select(hit => hit.Row));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 0)]
    public void Nothing_to_search_gives_empty_hits(int queries, int documents)
    {
        var hits = TopK(Random(queries, 4, 5), Random(documents, 4, 6), 10);

        Assert.Equal(queries, hits.Count);
        Assert.All(hits, Assert.Empty);
    }

    [Fact]
    public void A_count_of_zero_gives_empty_hits() => Assert.Empty(TopK(Random(1, 2, 1), Random(9, 2, 1), 0)[0]);

    [Fact]
    public void Cancellation_stops_the_search()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(
            () => new ExactSearch().TopK(Random(2, 2, 1), Random(2, 2, 1), 1, source.Token));
    }

    private static IReadOnlyList<Hit[]> TopK(Matrix<float> queries, Matrix<float> documents, int count) =>
        new ExactSearch().TopK(queries, documents, count, TestContext.Current.CancellationToken);

    private static Matrix<float> Random(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        var values = new float[rows * columns];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (random.NextSingle() * 2) - 1;
        }

        return new Matrix<float>(values, rows, columns);
    }

    private static float Product(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
        {
            sum = float.FusedMultiplyAdd(a[i], b[i], sum);
        }

        return sum;
    }
}
