using System.Numerics;
using System.Numerics.Tensors;
using Egtlm.Eval.Randomness;

namespace Egtlm.Eval.Learning;

/// <summary>Greedy k-means++: each next centre is the best of a few points drawn by their squared distance.</summary>
/// <remarks>
/// Arthur and Vassilvitskii 2007; draws and roundings of <c>_kmeans_plusplus</c> in sklearn/cluster/_kmeans.py (1.9):
/// distances in double, stored in the type of the data; running sums in that type. A potential is summed in double and
/// then rounded, because the order of summation of the BLAS that sums it there is unknown.
/// </remarks>
internal sealed class KMeansPlusPlus<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Matrix<T> _points;
    private readonly int[] _sample;
    private readonly int[] _distinct;
    private readonly int[] _placeOfRow;
    private readonly double[] _lengths;

    private KMeansPlusPlus(Matrix<T> points, int[] sample)
    {
        _points = points;
        _sample = sample;
        _distinct = [.. sample.Distinct()];
        var places = _distinct.Index().ToDictionary(place => place.Item, place => place.Index);
        _placeOfRow = [.. sample.Select(point => places[point])];
        _lengths = new double[_distinct.Length];
        var row = new double[points.Columns];
        for (var i = 0; i < _lengths.Length; i++)
        {
            Widen(_distinct[i], row);
            _lengths[i] = SquaredLengths.Of<double>(row);
        }
    }

    /// <summary>Picks centres among the rows of a sample.</summary>
    /// <param name="sample">Rows of <paramref name="points"/>; a point may repeat.</param>
    /// <returns>Places in <paramref name="sample"/>, one per cluster; a point may come twice where points
    /// coincide.</returns>
    public static int[] Pick(Matrix<T> points, int[] sample, int clusters, NumpyRandomState random)
    {
        var search = new KMeansPlusPlus<T>(points, sample);
        var trials = 2 + (int)Math.Log(clusters);
        var picks = new int[clusters];
        picks[0] = random.Choice(Uniform(sample.Length));
        var closest = search.Distances([picks[0]])[0];
        var potential = search.Potential(closest);
        for (var c = 1; c < clusters; c++)
        {
            var candidates = search.Draw(closest, potential, trials, random);
            var distances = search.Distances(candidates);
            T[] potentials = [.. distances.Select(distance =>
            {
                TensorPrimitives.Min<T>(closest, distance, distance);
                return search.Potential(distance);
            })];
            var best = Array.IndexOf(potentials, potentials.Min());
            (picks[c], closest, potential) = (candidates[best], distances[best], potentials[best]);
        }

        return picks;
    }

    /// <summary>Equal chances, rounded to the type of the data as sklearn's normalised weights are.</summary>
    public static Cumulative Uniform(int count) =>
        new(Enumerable.Repeat(double.CreateChecked(T.One / T.CreateChecked(count)), count));

    /// <summary>Sample rows drawn with a chance in proportion to their squared distance.</summary>
    private int[] Draw(T[] closest, T potential, int trials, NumpyRandomState random)
    {
        var sums = new double[_sample.Length];
        var sum = T.Zero;
        for (var row = 0; row < sums.Length; row++)
        {
            sum += closest[_placeOfRow[row]];
            sums[row] = double.CreateChecked(sum);
        }

        var picks = new int[trials];
        for (var i = 0; i < trials; i++)
        {
            var value = random.NextDouble() * double.CreateChecked(potential);
            picks[i] = Math.Min(FirstAtLeast(sums, value), sums.Length - 1);
        }

        return picks;
    }

    private static int FirstAtLeast(double[] sums, double value)
    {
        int low = 0, high = sums.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = sums[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private T Potential(T[] distances)
    {
        var sum = 0.0;
        foreach (var place in _placeOfRow)
        {
            sum += double.CreateChecked(distances[place]);
        }

        return T.CreateChecked(sum);
    }

    /// <summary>
    /// Squared distances of each candidate (a sample row) to each distinct point of the sample, at least 0.
    /// </summary>
    private T[][] Distances(int[] candidates)
    {
        var packed = Pack(candidates);
        T[][] distances = [.. candidates.Select(_ => new T[_distinct.Length])];
        RowBlocks.Run(_distinct.Length, (long)packed.Stride * _points.Columns, (start, end) =>
        {
            var products = new double[4 * packed.Stride];
            var rows = new Matrix<double>(new double[4 * packed.Columns], 4, packed.Columns);
            for (var i = start; i < end; i += 4)
            {
                for (var j = 0; j < 4; j++)
                {
                    Widen(_distinct[Math.Min(i + j, end - 1)], rows.Row(j));
                }

                packed.Multiply(new(rows.Row(0), rows.Row(1), rows.Row(2), rows.Row(3)), products);
                for (var j = i; j < Math.Min(i + 4, end); j++)
                {
                    for (var c = 0; c < candidates.Length; c++)
                    {
                        var product = products[((j - i) * packed.Stride) + c];
                        var square = (-2 * product) + _lengths[_placeOfRow[candidates[c]]] + _lengths[j];
                        distances[c][j] = T.CreateChecked(Math.Max(square, 0));
                    }
                }
            }
        });
        return distances;
    }

    private PackedRows<double> Pack(int[] candidates)
    {
        var values = new double[candidates.Length * _points.Columns];
        var wide = new Matrix<double>(values, candidates.Length, _points.Columns);
        for (var i = 0; i < candidates.Length; i++)
        {
            Widen(_sample[candidates[i]], wide.Row(i));
        }

        var packed = new PackedRows<double>(wide.Rows, wide.Columns);
        packed.Load(wide);
        return packed;
    }

    private void Widen(int point, Span<double> row) =>
        TensorPrimitives.ConvertChecked<T, double>(_points.Row(point), row);
}
