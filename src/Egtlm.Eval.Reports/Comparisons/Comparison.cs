namespace Egtlm.Eval.Reports.Comparisons;

/// <summary>What a difference is worth.</summary>
public enum DifferenceMark
{
    Better,
    Worse,

    /// <summary>The interval holds 0, or Holm's correction over all tasks takes the finding back.</summary>
    WithinNoise,

    /// <summary>No interval: no per-item values, or not the same work.</summary>
    Unknown,
}

/// <summary>A model's score less the reference's, in the metric's unit.</summary>
/// <param name="Value">Of the scores of the documents; null where one is missing or they may not be compared.</param>
/// <param name="Lower">Bounds of the paired 90 % interval: each is exceeded with probability 5 %, as in the
/// gate.</param>
/// <param name="HolmP">Two-sided p, corrected over all tasks of the model; null for means and where there is no
/// interval.</param>
/// <param name="Note">Why there is no difference or no interval, or which metric of the items stands in.</param>
public sealed record ScoreDifference(
    double? Value,
    DifferenceMark Mark = DifferenceMark.Unknown,
    double? Lower = null,
    double? Upper = null,
    string? Method = null,
    double? StandardError = null,
    int Items = 0,
    int Clusters = 0,
    double? HolmP = null,
    string? Note = null);

/// <summary>One task over all models.</summary>
/// <param name="Type">mteb's name of the task type; <c>Other</c> for a task without a task file.</param>
/// <param name="Scores">Of each model; null where there is none.</param>
/// <param name="Differences">Of each model to the first; null for the first.</param>
public sealed record ComparedTask(
    string Name,
    string Type,
    string Metric,
    bool HigherIsBetter,
    IReadOnlyList<double?> Scores,
    IReadOnlyList<ScoreDifference?> Differences)
{
    /// <summary>Whether it belongs to the generating half: its unit has no mean with scores.</summary>
    public bool IsGeneration => Type == Comparison.Generation;
}

/// <summary>A mean over tasks of one benchmark: of a type, over types, or over tasks.</summary>
/// <param name="Tasks">How many are in it: those that all models have.</param>
/// <param name="AllTasks">How many the benchmark has; a mean of fewer is not the benchmark's.</param>
public sealed record ComparedMean(
    string Benchmark,
    string Name,
    int Tasks,
    int AllTasks,
    IReadOnlyList<double?> Scores,
    IReadOnlyList<ScoreDifference?> Differences)
{
    public const string OverTypes = "mean of types";

    public const string OverTasks = "mean of tasks";

    public bool IsComplete => Tasks == AllTasks;
}

/// <summary>On how many tasks a model differs from the reference.</summary>
public sealed record Tally(int Better, int WithinNoise, int Worse, int Unknown)
{
    public static Tally Of(IEnumerable<ScoreDifference?> differences)
    {
        var marks = differences.OfType<ScoreDifference>().CountBy(one => one.Mark).ToDictionary();
        return new Tally(
            marks.GetValueOrDefault(DifferenceMark.Better),
            marks.GetValueOrDefault(DifferenceMark.WithinNoise),
            marks.GetValueOrDefault(DifferenceMark.Worse),
            marks.GetValueOrDefault(DifferenceMark.Unknown));
    }
}

/// <summary>Models side by side; the first is the reference that differences are taken to.</summary>
/// <param name="Models">Labels, all different.</param>
/// <param name="Seed">Of the bootstraps.</param>
/// <param name="Notes">What a reader must know: missing tasks, scores without a number, other protocols.</param>
public sealed record Comparison(
    IReadOnlyList<string> Models,
    ulong Seed,
    IReadOnlyList<ComparedTask> Tasks,
    IReadOnlyList<ComparedMean> Means,
    IReadOnlyList<string> Notes)
{
    /// <summary>The type of tasks of the generating half.</summary>
    public const string Generation = "Generation";

    /// <summary>Wins, ties and losses of a model against the first.</summary>
    public Tally TallyOf(int model, bool ofGeneration) => Tally.Of(Tasks
        .Where(task => task.IsGeneration == ofGeneration)
        .Select(task => task.Differences[model]));
}
