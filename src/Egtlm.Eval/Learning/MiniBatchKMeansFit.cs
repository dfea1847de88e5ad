using System.Numerics;
using System.Numerics.Tensors;
using Egtlm.Eval.Randomness;

namespace Egtlm.Eval.Learning;

/// <summary>What one step of a fit did.</summary>
/// <param name="Batch">Drawn rows.</param>
/// <param name="Labels">Cluster per batch row, by the centres before the step.</param>
/// <param name="Inertia">Sum of squared distances to those centres, in the type of the data.</param>
/// <param name="IsReassigning">Whether rarely used centres were looked for.</param>
/// <param name="Reassigned">Batch rows that became centres, in order of the clusters; null for none.</param>
internal sealed record MiniBatchStep(
    int[] Batch, int[] Labels, double Inertia, bool IsReassigning, int[]? Reassigned);

/// <summary>A MiniBatchKMeans fit that is driven step by step. Rounds in the type of the data, as sklearn.</summary>
internal sealed class MiniBatchKMeansFit<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MaxPasses = 100;
    private const double ReassignmentRatio = 0.01;
    private readonly Matrix<T> _points;
    private readonly int[] _rows;
    private readonly NumpyRandomState _random;
    private readonly Cumulative _chances;
    private readonly InertiaWatch _watch;
    private readonly NearestCenter<T> _nearest;

    // Scratch: where a point stands among the distinct points at hand.
    private readonly int[] _placeOfPoint;
    private readonly long _maxSteps;
    private long _rowsSinceReassignment;

    public MiniBatchKMeansFit(Matrix<T> points, int[] rows, MiniBatchKMeansOptions options)
    {
        var clusters = options.Clusters;
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(clusters, rows.Length);
        (_points, _rows, _random) = (points, rows, new NumpyRandomState(options.Seed));
        BatchSize = Math.Min(options.BatchSize, rows.Length);
        var initSize = 3 * BatchSize < clusters ? 3 * clusters : 3 * BatchSize;
        initSize = Math.Min(initSize, rows.Length);

        // sklearn draws a validation set even where a single initialisation needs none.
        ValidationRows = _random.Integers(rows.Length, initSize);
        InitRows = initSize < rows.Length ? _random.Integers(rows.Length, initSize) : null;
        int[] sample = InitRows is null ? rows : [.. InitRows.Select(row => rows[row])];
        Seeds = KMeansPlusPlus<T>.Pick(points, sample, clusters, _random);
        Centers = points.SelectRows([.. Seeds.Select(seedRow => sample[seedRow])]);
        Counts = new T[clusters];
        _nearest = new NearestCenter<T>(points, clusters);
        _placeOfPoint = new int[points.Rows];
        _chances = KMeansPlusPlus<T>.Uniform(rows.Length);
        _watch = new InertiaWatch(BatchSize, rows.Length);
        _maxSteps = (long)MaxPasses * rows.Length / BatchSize;
    }

    public int BatchSize { get; }

    public int[] ValidationRows { get; }

    /// <summary>Rows seen by k-means++; null for all.</summary>
    public int[]? InitRows { get; }

    /// <summary>The k-means++ picks, as places in the rows it saw.</summary>
    public int[] Seeds { get; }

    /// <summary>Current centres, <c>[clusters, columns]</c>.</summary>
    public Matrix<T> Centers { get; }

    /// <summary>Rows seen per cluster; a reassigned cluster takes the least count of the others.</summary>
    public T[] Counts { get; }

    public int Steps { get; private set; }

    public double SmoothedInertia => _watch.Smoothed;

    public bool IsDone { get; private set; }

    public MiniBatchStep Step()
    {
        var batch = _random.Choice(_chances, BatchSize);
        int[] members = [.. batch.Select(row => _rows[row])];
        var isReassigning = IsReassignmentDue();
        var (labels, inertia) = Assign(members);
        Update(members, labels);
        var reassigned = isReassigning ? Reassign(members) : null;
        Steps++;
        IsDone = _watch.ShouldStop(inertia) || Steps >= _maxSteps;
        return new MiniBatchStep(batch, labels, inertia, isReassigning, reassigned);
    }

    /// <summary>The nearest current centre of every row.</summary>
    public int[] Labels()
    {
        int[] distinct = [.. _rows.Distinct()];
        var labels = _nearest.Labels(distinct, Centers, distances: []);
        for (var i = 0; i < distinct.Length; i++)
        {
            _placeOfPoint[distinct[i]] = i;
        }

        return [.. _rows.Select(point => labels[_placeOfPoint[point]])];
    }

    private bool IsReassignmentDue()
    {
        _rowsSinceReassignment += BatchSize;
        if (!Counts.Contains(T.Zero) && _rowsSinceReassignment < 10 * Counts.Length)
        {
            return false;
        }

        _rowsSinceReassignment = 0;
        return true;
    }

    private (int[] Labels, double Inertia) Assign(int[] members)
    {
        int[] distinct = [.. members.Distinct()];
        var distances = new T[distinct.Length];
        var labels = _nearest.Labels(distinct, Centers, distances);
        for (var i = 0; i < distinct.Length; i++)
        {
            _placeOfPoint[distinct[i]] = i;
        }

        var inertia = T.Zero;
        foreach (var member in members)
        {
            inertia += distances[_placeOfPoint[member]];
        }

        return ([.. members.Select(member => labels[_placeOfPoint[member]])], double.CreateChecked(inertia));
    }

    /// <summary>Moves each centre to the mean of all rows it has had so far; rows are added in batch order.</summary>
    private void Update(int[] members, int[] labels)
    {
        var added = new int[Counts.Length];
        foreach (var label in labels)
        {
            if (added[label]++ == 0)
            {
                TensorPrimitives.Multiply(Centers.Row(label), Counts[label], Centers.Row(label));
            }
        }

        for (var i = 0; i < members.Length; i++)
        {
            TensorPrimitives.Add(Centers.Row(labels[i]), _points.Row(members[i]), Centers.Row(labels[i]));
        }

        foreach (var label in Enumerable.Range(0, added.Length).Where(label => added[label] > 0))
        {
            Counts[label] += T.CreateChecked(added[label]);
            TensorPrimitives.Multiply(Centers.Row(label), T.One / Counts[label], Centers.Row(label));
        }
    }

    /// <summary>Puts centres with less than 1 % of the largest count on random rows of the batch.</summary>
    private int[]? Reassign(int[] members)
    {
        var limit = T.CreateChecked(ReassignmentRatio) * Counts.Max();
        int[] rare = [.. Enumerable.Range(0, Counts.Length).Where(i => Counts[i] < limit)];
        if (rare.Length > 0.5 * BatchSize)
        {
            rare = [.. Enumerable.Range(0, Counts.Length).OrderBy(i => Counts[i]).Take(BatchSize / 2).Order()];
        }

        if (rare.Length == 0)
        {
            return null;
        }

        var picks = _random.Choice(BatchSize, rare.Length);
        var least = Enumerable.Range(0, Counts.Length).Except(rare).Min(i => Counts[i]);
        for (var i = 0; i < rare.Length; i++)
        {
            _points.Row(members[picks[i]]).CopyTo(Centers.Row(rare[i]));
            Counts[rare[i]] = least;
        }

        return picks;
    }
}
