using System.Numerics;

namespace Egtlm.Eval.Learning;

/// <summary>Assigns points to their nearest centre, as sklearn's Lloyd step does.</summary>
internal static class NearestCenter
{
    /// <summary>Labels of the given points: argmin of ‖c‖² - 2 x·c in the type of the data, the first on ties.</summary>
    /// <param name="points">All points, <c>[points, columns]</c>.</param>
    /// <param name="picks">The rows of <paramref name="points"/> to label.</param>
    /// <param name="centers"><c>[clusters, columns]</c>.</param>
    public static int[] Labels<T>(Matrix<T> points, IReadOnlyList<int> picks, Matrix<T> centers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var packed = new PackedRows<T>(centers);
        T[] lengths = [.. Enumerable.Range(0, centers.Rows).Select(i => SquaredLengths.Of<T>(centers.Row(i)))];
        var labels = new int[picks.Count];
        RowBlocks.Run(picks.Count, (long)packed.Stride * points.Columns, (start, end) =>
        {
            var products = new T[4 * packed.Stride];
            for (var i = start; i < end; i += 4)
            {
                packed.Multiply(Point(i), Point(i + 1), Point(i + 2), Point(i + 3), products);
                for (var j = i; j < Math.Min(i + 4, end); j++)
                {
                    labels[j] = First(products.AsSpan((j - i) * packed.Stride), lengths);
                }
            }

            ReadOnlySpan<T> Point(int i) => points.Row(picks[Math.Min(i, end - 1)]);
        });
        return labels;
    }

    private static int First<T>(ReadOnlySpan<T> products, T[] lengths)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
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
