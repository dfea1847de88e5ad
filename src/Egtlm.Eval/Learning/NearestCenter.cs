using System.Numerics;

namespace Egtlm.Eval.Learning;

/// <summary>Assigns points to their nearest centre, as sklearn's Lloyd step does.</summary>
/// <param name="points">All points, <c>[points, columns]</c>.</param>
/// <param name="clusters">Number of centres.</param>
internal sealed class NearestCenter<T>(Matrix<T> points, int clusters)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PackedRows<T> _packed = new(clusters, points.Columns);

    /// <summary>Labels of some points: argmin of ‖c‖² - 2 x·c in the type of the data, the first on ties.</summary>
    /// <param name="picks">The points to label.</param>
    /// <param name="centers"><c>[clusters, columns]</c>.</param>
    /// <param name="distances">Takes ‖x - c‖² per pick where it is not empty.</param>
    public int[] Labels(int[] picks, Matrix<T> centers, T[] distances)
    {
        _packed.Load(centers);
        T[] lengths = [.. Enumerable.Range(0, clusters).Select(i => SquaredLengths.Of<T>(centers.Row(i)))];
        var labels = new int[picks.Length];
        RowBlocks.Run(picks.Length, (long)_packed.Stride * points.Columns, (start, end) =>
        {
            var products = new T[4 * _packed.Stride];
            for (var i = start; i < end; i += 4)
            {
                _packed.Multiply(new(Point(i), Point(i + 1), Point(i + 2), Point(i + 3)), products);
                for (var j = i; j < Math.Min(i + 4, end); j++)
                {
                    labels[j] = First(products.AsSpan((j - i) * _packed.Stride), lengths);
                    if (distances.Length > 0)
                    {
                        distances[j] = SquaredLengths.Between<T>(Point(j), centers.Row(labels[j]));
                    }
                }
            }

            ReadOnlySpan<T> Point(int i) => points.Row(picks[Math.Min(i, end - 1)]);
        });
        return labels;
    }

    private static int First(ReadOnlySpan<T> products, T[] lengths)
    {
        var two = T.One + T.One;
        var best = 0;
        var least = lengths[0] - (two * products[0]);
        for (var j = 1; j < lengths.Length; j++)
        {
            var distance = lengths[j] - (two * products[j]);
            if (distance < least)
            {
                (best, least) = (j, distance);
            }
        }

        return best;
    }
}
