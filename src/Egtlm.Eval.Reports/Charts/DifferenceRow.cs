using Egtlm.Eval.Reports.Comparisons;

namespace Egtlm.Eval.Reports.Charts;

/// <summary>A task of a difference chart.</summary>
/// <param name="Index">Of the task in the comparison.</param>
/// <param name="Difference">With a finite value.</param>
internal sealed record DifferenceRow(ComparedTask Task, int Index, ScoreDifference Difference)
{
    public double Value => Difference.Value!.Value;

    /// <summary>Null where there is no interval.</summary>
    public (double Lower, double Upper)? Bounds =>
        Difference is { Lower: { } lower, Upper: { } upper } && !double.IsNaN(lower) && !double.IsNaN(upper)
            ? (lower, upper)
            : null;

    public double Low => Math.Min(Value, Bounds?.Lower ?? Value);

    public double High => Math.Max(Value, Bounds?.Upper ?? Value);

    public double Extent => Math.Max(Math.Abs(Low), Math.Abs(High));
}
