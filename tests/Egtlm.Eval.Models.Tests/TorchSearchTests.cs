using Egtlm.Eval.Search;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class TorchSearchTests
{
    [Fact]
    public void Best_documents_come_first_and_ties_by_row()
    {
        var queries = new Matrix<float>([1, 0, 0, 1], 2, 2);
        var documents = new Matrix<float>([0, 1, 1, 0, 1, 0, 0.5f, 0.5f], 4, 2);

        var hits = TopK(queries, documents, 3);

        Assert.Equal([new Hit(1, 1f), new Hit(2, 1f), new Hit(3, 0.5f)], hits[0]);
        Assert.Equal([new Hit(0, 1f), new Hit(3, 0.5f), new Hit(1, 0f)], hits[1]);
    }

    [Fact]
    public void More_than_all_documents_are_all_documents()
    {
        var hits = TopK(new Matrix<float>([1], 1, 1), new Matrix<float>([2, 3], 2, 1), 10);

        Assert.Equal([new Hit(1, 3f), new Hit(0, 2f)], hits[0]);
    }

    [Fact]
    public void No_documents_give_no_hits_and_no_queries_no_lists()
    {
        Assert.Empty(Assert.Single(TopK(new Matrix<float>([1], 1, 1), new Matrix<float>([], 0, 1), 5)));
        Assert.Empty(TopK(new Matrix<float>([], 0, 1), new Matrix<float>([1], 1, 1), 5));
    }

    [Fact]
    public void Blocks_of_queries_and_documents_are_joined()
    {
        // 2,000 queries and 20,000 documents cross every block; document r has score (r * 7919 mod 20000) × query.
        float[] scores = [.. Enumerable.Range(0, 20_000).Select(row => (float)(row * 7919 % 20_000))];
        float[] queries = [.. Enumerable.Range(0, 2_000).Select(query => query % 2 == 0 ? 1f : -1f)];

        var hits = TopK(
            new Matrix<float>(queries, 2_000, 1), new Matrix<float>(scores, 20_000, 1), 4);

        Assert.Equal([19_999f, 19_998f, 19_997f, 19_996f], hits[1998].Select(hit => hit.Score));
        Assert.Equal([0f, -1f, -2f, -3f], hits[1999].Select(hit => hit.Score));
        Assert.All(hits[0], hit => Assert.Equal(scores[hit.Row], hit.Score));
    }

    [Theory]
    [InlineData(1, 384)]
    [InlineData(7, 192)]
    [InlineData(300, 1024)]
    public void Equal_documents_have_equal_scores_wherever_they_stand(int queries, int dimension)
    {
        const int Documents = 8_209; // one block and a rest of 17
        const int Different = 13;
        var random = new Random(7);
        var vectors = Random(random, Different, dimension);
        int[] origin = [.. Enumerable.Range(0, Documents).Select(_ => random.Next(Different))];

        var hits = TopK(Random(random, queries, dimension), vectors.SelectRows(origin), Documents);

        Assert.All(hits, found => Assert.Equal(
            found.DistinctBy(hit => origin[hit.Row]).Count(), found.DistinctBy(hit => hit.Score).Count()));
    }

    [Fact]
    public void Cancelled_search_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => new TorchSearch("cpu").TopK(
            new Matrix<float>([1], 1, 1), new Matrix<float>([1], 1, 1), 1, source.Token));
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    [InlineData("cuda:4096")]
    [InlineData("CPU")]
    public void Device_that_is_not_there_is_refused(string device) =>
        Assert.Throws<EvaluationException>(() => new TorchSearch(device));

    private static IReadOnlyList<Hit[]> TopK(Matrix<float> queries, Matrix<float> documents, int count) =>
        new TorchSearch("cpu").TopK(queries, documents, count, TestContext.Current.CancellationToken);

    private static Matrix<float> Random(Random random, int rows, int columns) =>
        new([.. Enumerable.Range(0, rows * columns).Select(_ => random.NextSingle() - 0.5f)], rows, columns);
}
