namespace Egtlm.Eval.Learning;

/// <summary>The stopping rule of MiniBatchKMeans: no new least smoothed inertia for ten batches.</summary>
/// <remarks>
/// Source: <c>_mini_batch_convergence</c> in sklearn/cluster/_kmeans.py, <c>max_no_improvement=10</c>.
/// </remarks>
internal sealed class InertiaWatch(int batchSize, int rows)
{
    private const int Patience = 10;
    private readonly double _weight = Math.Min(batchSize * 2.0 / (rows + 1), 1);
    private bool _hasStarted;
    private double _least = double.PositiveInfinity;
    private int _misses;

    /// <summary>Exponentially weighted mean of the inertia per row; NaN before the second batch.</summary>
    public double Smoothed { get; private set; } = double.NaN;

    /// <summary>
    /// Takes the inertia of a batch; true when the fit should stop. The first batch measures the start only.
    /// </summary>
    public bool ShouldStop(double batchInertia)
    {
        if (!_hasStarted)
        {
            _hasStarted = true;
            return false;
        }

        var inertia = batchInertia / batchSize;
        Smoothed = double.IsNaN(Smoothed) ? inertia : (Smoothed * (1 - _weight)) + (inertia * _weight);
        if (Smoothed < _least)
        {
            (_least, _misses) = (Smoothed, 0);
        }
        else
        {
            _misses++;
        }

        return _misses >= Patience;
    }
}
