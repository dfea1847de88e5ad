namespace Egtlm.Eval.Metrics;

/// <summary>How sure a model is of one query, from its similarities alone.</summary>
/// <param name="Max">Largest similarity.</param>
/// <param name="Std">Population standard deviation of the similarities.</param>
/// <param name="Diff1">Largest minus second largest similarity; 0 for one document.</param>
/// <remarks>Source: mteb <c>confidence_scores</c>, after arXiv:2402.12997.</remarks>
public readonly record struct QueryConfidence(double Max, double Std, double Diff1)
{
    /// <summary>All 0 for no similarities. The order decides the last bits of <see cref="Std"/>.</summary>
    public static QueryConfidence Of(ReadOnlySpan<double> similarities)
    {
        if (similarities.IsEmpty)
        {
            return default;
        }

        double first = double.NegativeInfinity, second = double.NegativeInfinity;
        foreach (var value in similarities)
        {
            (first, second) = value > first ? (value, first) : (first, Math.Max(second, value));
        }

        var gap = similarities.Length > 1 ? first - second : 0;
        return new QueryConfidence(first, NumpyMath.StandardDeviation(similarities), gap);
    }
}
