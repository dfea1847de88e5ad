namespace Egtlm.Eval.Randomness;

/// <summary>
/// Cumulative probabilities as numpy's <c>choice</c> makes them: summed in order, divided by the last sum.
/// </summary>
public sealed class Cumulative
{
    private readonly double[] _sums;

    /// <param name="probabilities">One probability per index; a float32 one is widened before the sum, as numpy
    /// does.</param>
    public Cumulative(IEnumerable<double> probabilities)
    {
        var total = 0.0;
        _sums = [.. probabilities.Select(p => total += p)];
        for (var i = 0; i < _sums.Length; i++)
        {
            _sums[i] /= total;
        }
    }

    /// <summary>
    /// The first index whose cumulative probability is above <paramref name="u"/> (<c>searchsorted right</c>).
    /// </summary>
    public int Find(double u)
    {
        // Right at once where all probabilities are equal but for rounding, which is the common case.
        var guess = (int)(u * _sums.Length);
        if (_sums[guess] > u && (guess == 0 || _sums[guess - 1] <= u))
        {
            return guess;
        }

        int low = 0, high = _sums.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_sums[middle] > u)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
