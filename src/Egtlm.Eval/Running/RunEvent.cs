namespace Egtlm.Eval.Running;

/// <summary>Something a user may want to see while a run goes on.</summary>
public abstract record RunEvent(string Task);

/// <param name="Number">Place of the task among all, from 1.</param>
public sealed record TaskStarted(string Task, int Number, int Count) : RunEvent(Task);

/// <summary>A phase began; split and subset are empty for phases of the whole task.</summary>
public sealed record PhaseStarted(string Task, string Phase, string Split, string Subset) : RunEvent(Task);

/// <summary>Texts encoded so far in the phase.</summary>
public sealed record PhaseProgressed(string Task, string Phase, int Done, int Total) : RunEvent(Task);

/// <summary>The result file already holds every requested split and subset.</summary>
public sealed record TaskSkipped(string Task, string MainMetric, double MainScore) : RunEvent(Task);

public sealed record TaskFinished(string Task, string MainMetric, double MainScore, double Seconds) : RunEvent(Task);

/// <param name="Cause">What was thrown; anything but an <see cref="EvaluationException"/> is a bug.</param>
public sealed record TaskFailed(string Task, string Message, string? Hint, Exception Cause) : RunEvent(Task);
