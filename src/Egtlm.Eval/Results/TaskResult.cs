using Egtlm.Eval.Metrics;
using Egtlm.Eval.Running;

namespace Egtlm.Eval.Results;

/// <summary>
/// The scores of one subset, with <c>main_score</c>, <c>hf_subset</c> and <c>languages</c>, in file order.
/// </summary>
public sealed record SubsetResult(Scores Values)
{
    /// <summary><c>hf_subset</c>; "default" where a file does not say.</summary>
    public string Subset => Values.Find("hf_subset") is ScoreValue.Text text ? text.Value : "default";

    /// <summary><c>main_score</c> as it stands in a file (6 decimals); NaN where it is null or missing.</summary>
    public double MainScore => NumberOf("main_score") ?? double.NaN;

    /// <summary>The mteb version that scored this subset; null in files older than 2.12.</summary>
    public string? MtebVersion => Values.Find("mteb_version") is ScoreValue.Text text ? text.Value : null;

    /// <summary>
    /// <see cref="NumberOf"/> under the metric's name or an earlier spelling, to compare with published files.
    /// </summary>
    public double? NumberInAnySpelling(string metric) => MetricSpelling.NamesOf(metric)
        .Select(NumberOf)
        .FirstOrDefault(number => number is not null);

    /// <summary>A metric to 6 decimals; null where it is missing or not a number.</summary>
    public double? NumberOf(string metric) => Values.Find(metric) switch
    {
        ScoreValue.Number { IsNumpy: true } number => PythonFloat.RoundNumpy(number.Value, TaskResult.Decimals),
        ScoreValue.Number number => PythonFloat.Round(number.Value, TaskResult.Decimals),
        ScoreValue.Whole whole => whole.Value,
        _ => null,
    };
}

/// <summary>A split and its subsets, in evaluation order.</summary>
public sealed record SplitResult(string Name, IReadOnlyList<SubsetResult> Subsets);

/// <summary>
/// mteb's result document of one task. Source: mteb/results/task_result.py, 2.20.0 (scoring-spec §4.2).
/// </summary>
public sealed record TaskResult
{
    /// <summary>Decimals of every score in a file.</summary>
    public const int Decimals = 6;

    /// <summary>Commit of the data set; null in files of mteb 1.1 and older.</summary>
    public required string? DatasetRevision { get; init; }

    public required string TaskName { get; init; }

    /// <summary>The version of mteb whose rules were followed, or a range "a-b" over the subsets.</summary>
    public string? MtebVersion { get; init; }

    public required IReadOnlyList<SplitResult> Splits { get; init; }

    /// <summary>Seconds, data loading included.</summary>
    public double? EvaluationTime { get; init; }

    public double? KgCo2Emissions { get; init; }

    /// <summary>End of the evaluation in seconds since 1970.</summary>
    public double? Date { get; init; }

    public IReadOnlyList<Phase>? Phases { get; init; }

    /// <summary>The scores of a split and subset, or null when the file does not hold them.</summary>
    public SubsetResult? Find(string split, string subset)
    {
        foreach (var candidate in Splits)
        {
            if (candidate.Name == split)
            {
                return candidate.Subsets.FirstOrDefault(scores => scores.Subset == subset);
            }
        }

        return null;
    }

    /// <summary>
    /// The mean of a metric over the given parts, as mteb's <c>get_score</c>; <c>main_score</c> where a part lacks it.
    /// </summary>
    /// <returns>NaN when a part is missing or a score is NaN.</returns>
    public double MeanOf(string metric, IEnumerable<TaskPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        double[] scores =
        [
            .. parts.Select(part => Find(part.Split, part.Subset))
                .Select(scores => scores?.NumberOf(metric) ?? scores?.MainScore ?? double.NaN),
        ];
        return NumpyMath.Mean(scores);
    }
}

/// <summary>What is evaluated at once: one subset of one split.</summary>
public sealed record TaskPart(string Split, string Subset);
