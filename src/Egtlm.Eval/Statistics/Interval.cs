namespace Egtlm.Eval.Statistics;

/// <summary>How the two one-sided 95 % bounds of an interval were found.</summary>
public enum IntervalKind
{
    /// <summary>Mean ∓ z·SE.</summary>
    Normal,

    /// <summary>Mean ∓ t·SE of independent items.</summary>
    T,

    /// <summary>Score interval for paired proportions, Tango 1998.</summary>
    Tango,

    /// <summary>Mean ∓ z·clustered SE.</summary>
    ClusteredNormal,

    /// <summary>Mean ∓ t·clustered SE, one degree of freedom less than clusters.</summary>
    ClusteredT,

    /// <summary>t interval of the unweighted means of the clusters.</summary>
    TOnClusterMeans,

    /// <summary>Quantiles of the statistic over resampled clusters or units.</summary>
    Percentile,

    /// <summary>Quantiles of the studentised deviation over resampled clusters (bootstrap-t).</summary>
    Studentised,

    /// <summary>
    /// Score interval of the share of changed clusters, times the largest change; see <see cref="ScaledTango"/>.
    /// </summary>
    ScaledTango,

    /// <summary>Bounds of a mean of independent statistics, made of their bounds.</summary>
    Combined,
}

/// <summary>Two bounds of the damage, each exceeded with probability 5 %: a two-sided 90 % interval.</summary>
/// <param name="Lower">−∞ where resampling found no bound.</param>
/// <param name="Upper">+∞ where resampling found no bound.</param>
/// <param name="WidenedBy">The last method that moved a bound further out; null for none.</param>
public sealed record Interval(double Lower, double Upper, IntervalKind Kind, IntervalKind? WidenedBy = null)
{
    /// <summary>The outer bounds of this interval and another.</summary>
    public Interval WidenTo(Interval other) => other.Lower < Lower || other.Upper > Upper
        ? new Interval(Math.Min(Lower, other.Lower), Math.Max(Upper, other.Upper), Kind, other.Kind)
        : this;

    /// <summary>Whether both bounds are numbers.</summary>
    public bool IsFinite => double.IsFinite(Lower) && double.IsFinite(Upper);

    /// <summary>The name for people, such as <c>clustered t, widened by Tango</c>.</summary>
    public string Method => WidenedBy is { } second ? $"{Name(Kind)}, widened by {Name(second)}" : Name(Kind);

    private static string Name(IntervalKind kind) => kind switch
    {
        IntervalKind.Normal => "normal",
        IntervalKind.T => "t",
        IntervalKind.Tango => "Tango",
        IntervalKind.ClusteredNormal => "clustered normal",
        IntervalKind.ClusteredT => "clustered t",
        IntervalKind.TOnClusterMeans => "t on cluster means",
        IntervalKind.Percentile => "percentile bootstrap",
        IntervalKind.Studentised => "studentised bootstrap",
        IntervalKind.ScaledTango => "scaled Tango",
        IntervalKind.Combined => "combined bounds",
    };
}
