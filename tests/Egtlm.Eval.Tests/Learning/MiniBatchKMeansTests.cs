using Egtlm.Eval.Learning;
using Xunit;

namespace Egtlm.Eval.Tests.Learning;

public sealed class MiniBatchKMeansTests
{
    [Fact]
    public void Two_far_groups_become_two_clusters()
    {
        var points = new Matrix<float>([0, 0, 0, 1, 1, 0, 90, 90, 90, 91, 91, 90], 6, 2);

        var labels = MiniBatchKMeans.FitPredict(points, [0, 1, 2, 3, 4, 5], new(2, 500, 42));

        Assert.Equal([labels[0], labels[0], labels[0]], labels[..3]);
        Assert.Equal([1 - labels[0], 1 - labels[0], 1 - labels[0]], labels[3..]);
    }

    [Fact]
    public void Rows_that_repeat_points_cluster_as_copies_do()
    {
        var points = Random(rows: 40, columns: 7);
        int[] rows = [.. Enumerable.Range(0, 2000).Select(i => i * i % 40)];

        var byReference = MiniBatchKMeans.FitPredict(points, rows, new(5, 512, 42));
        var byCopy = MiniBatchKMeans.FitPredict(
            points.SelectRows(rows), [.. Enumerable.Range(0, rows.Length)], new(5, 512, 42));

        Assert.Equal(byCopy, byReference);
    }

    [Fact]
    public void Work_on_several_threads_gives_the_same_labels()
    {
        // Wide enough for blocks of rows to be shared out.
        var points = Random(rows: 1500, columns: 300);
        int[] rows = [.. Enumerable.Range(0, points.Rows)];

        var first = MiniBatchKMeans.FitPredict(points, rows, new(20, 500, 42));
        var second = MiniBatchKMeans.FitPredict(points, rows, new(20, 500, 42));

        Assert.Equal(first, second);
    }

    [Fact]
    public void One_cluster_takes_every_row()
    {
        var points = new Matrix<double>([1, 2, 3], 3, 1);

        Assert.Equal([0, 0, 0], MiniBatchKMeans.FitPredict(points, [0, 1, 2], new(1, 500, 42)));
    }

    [Fact]
    public void Equal_points_all_get_one_label()
    {
        var points = new Matrix<float>([.. Enumerable.Repeat(0.5f, 30)], 10, 3);

        var labels = MiniBatchKMeans.FitPredict(points, [.. Enumerable.Range(0, 10)], new(3, 500, 42));

        Assert.Single(labels.Distinct());
    }

    [Fact]
    public void More_clusters_than_rows_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() =>
        MiniBatchKMeans.FitPredict(new Matrix<float>([1, 2], 2, 1), [0, 1], new(3, 500, 42)));

    private static Matrix<float> Random(int rows, int columns)
    {
        var random = new Egtlm.Eval.Randomness.NumpyGenerator(7);
        return new Matrix<float>(
            [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextSingle() - 0.5f)], rows, columns);
    }
}
