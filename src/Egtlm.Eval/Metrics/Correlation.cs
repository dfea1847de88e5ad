namespace Egtlm.Eval.Metrics;

/// <summary>Correlation of two equally long lists; NaN when one of them is constant or holds NaN.</summary>
public static class Correlation
{
    /// <summary>Pearson's r in [-1, 1].</summary>
    /// <exception cref="EvaluationException">Fewer than two values, as scipy <c>pearsonr</c>.</exception>
    public static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length < 2 || x.Length != y.Length)
        {
            throw new EvaluationException(
                $"a correlation needs two values or more on both sides, found {x.Length} and {y.Length}");
        }

        if (IsConstant(x) || IsConstant(y))
        {
            return double.NaN;
        }

        var a = Direction(x);
        var b = Direction(y);
        for (var i = 0; i < a.Length; i++)
        {
            a[i] *= b[i];
        }

        return Math.Clamp(NumpyMath.Sum<double>(a), -1, 1);
    }

    /// <summary>
    /// Spearman's rank correlation: Pearson's r of the ranks, ties at their mean rank (scipy <c>spearmanr</c>).
    /// </summary>
    public static double Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Pearson(Ranks(x), Ranks(y));

    /// <summary>Ranks from 1, equal values at the mean of their ranks; all NaN when a value is NaN.</summary>
    public static double[] Ranks(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        if (sorted.Length > 0 && double.IsNaN(sorted[0]))
        {
            Array.Fill(ranks, double.NaN);
            return ranks;
        }

        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start]; end++)
            {
            }

            foreach (var index in order.AsSpan(start, end - start))
            {
                ranks[index] = (start + 1 + end) / 2.0;
            }
        }

        return ranks;
    }

    private static bool IsConstant(ReadOnlySpan<double> values) => values.IndexOfAnyExcept(values[0]) < 0;

    /// <summary>The deviations from the mean, divided by their Euclidean norm.</summary>
    private static double[] Direction(ReadOnlySpan<double> values)
    {
        var mean = NumpyMath.Mean(values);
        var deviations = new double[values.Length];
        var largest = 0.0;
        for (var i = 0; i < deviations.Length; i++)
        {
            deviations[i] = values[i] - mean;
            largest = Math.Max(largest, Math.Abs(deviations[i]));
        }

        // Scaled by the largest so that squares neither overflow nor vanish.
        var squares = 0.0;
        foreach (var deviation in deviations)
        {
            squares += deviation / largest * (deviation / largest);
        }

        var norm = largest * Math.Sqrt(squares);
        return Array.ConvertAll(deviations, deviation => deviation / norm);
    }
}
