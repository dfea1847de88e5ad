namespace Egtlm.Eval.Running;

/// <summary>A timed part of a task, in seconds since the task began. Names are mteb's (scoring-spec §4.2).</summary>
public sealed record Phase(string Name, double Start, double End, string Split, string Subset);

/// <summary>Records phases against a monotonic clock; a phase is added when it ends.</summary>
public sealed class PhaseClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly List<Phase> _phases = [];

    public IReadOnlyList<Phase> Phases => _phases;

    /// <summary>Seconds since the clock was made.</summary>
    public double ElapsedSeconds => time.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Runs <paramref name="work"/> as a phase.</summary>
    public T Measure<T>(string name, string split, string subset, Func<T> work)
    {
        var start = ElapsedSeconds;
        var result = work();
        _phases.Add(new Phase(name, start, ElapsedSeconds, split, subset));
        return result;
    }
}
