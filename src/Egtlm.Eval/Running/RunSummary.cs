using Egtlm.Eval.Results;

namespace Egtlm.Eval.Running;

/// <summary>What became of one task.</summary>
/// <param name="MainScore">Mean over the requested splits and subsets; null when the task failed.</param>
/// <param name="Seconds">Wall-clock seconds; 0 for a skipped task.</param>
/// <param name="Cause">What a failed task threw; its message and hint are the user's.</param>
/// <param name="Dimensions">What vectors were cut to; null for whole ones.</param>
public sealed record TaskOutcome(
    string Task,
    RunStatus Status,
    string MainMetric,
    double? MainScore,
    double Seconds,
    Exception? Cause = null,
    int? Dimensions = null);

/// <summary>The end of a run.</summary>
/// <param name="Outcomes">Tasks in the order they were dealt with; those after a cancellation are missing.</param>
public sealed record RunSummary(IReadOnlyList<TaskOutcome> Outcomes, bool IsCancelled)
{
    public int Count(RunStatus status) => Outcomes.Count(outcome => outcome.Status == status);
}
