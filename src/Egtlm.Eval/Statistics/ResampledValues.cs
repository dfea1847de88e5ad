namespace Egtlm.Eval.Statistics;

/// <summary>Values of a statistic over resamples. NaN (a resample without an answer) lies beyond both ends.</summary>
internal sealed class ResampledValues
{
    private readonly double[] _sorted;
    private readonly int _unknown;

    /// <param name="values">One per resample; sorted in place.</param>
    public ResampledValues(double[] values)
    {
        Array.Sort(values);
        _sorted = values;
        _unknown = 0;
        while (_unknown < values.Length && double.IsNaN(values[_unknown]))
        {
            _unknown++;
        }
    }

    /// <summary>The value with <paramref name="rank"/> others below; −∞ where as many are NaN.</summary>
    public double FromBelow(int rank) => rank < _unknown ? double.NegativeInfinity : _sorted[rank];

    /// <summary>The value with <paramref name="rank"/> others above; +∞ where as many are NaN.</summary>
    public double FromAbove(int rank) =>
        rank < _unknown ? double.PositiveInfinity : _sorted[_sorted.Length - 1 - (rank - _unknown)];

    /// <summary>
    /// The bootstrap-t interval around a mean, for values (mean* − mean)/SE* and a rank of the lower tail.
    /// </summary>
    public Interval Reflected(double mean, double standardError, int rank) => new(
        mean - (FromAbove(rank) * standardError),
        mean - (FromBelow(rank) * standardError),
        IntervalKind.Studentised);

    /// <summary>Standard deviation of the values that are numbers; null with fewer than two.</summary>
    public double? StandardDeviation()
    {
        var known = _sorted.AsSpan(_unknown);
        if (known.Length < 2)
        {
            return null;
        }

        double sum = 0, squares = 0;
        foreach (var value in known)
        {
            sum += value;
        }

        var mean = sum / known.Length;
        foreach (var value in known)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / (known.Length - 1));
    }
}
