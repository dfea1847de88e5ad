namespace Egtlm.Eval.Running;

/// <summary>A timed part of a task, in seconds since the task began. Names are mteb's (scoring-spec §4.2).</summary>
public sealed record Phase(string Name, double Start, double End, string Split, string Subset);

/// <summary>Records phases against a monotonic clock; a phase is added when it ends.</summary>
/// <param name="started">Told the name, split and subset of a phase when it begins.</param>
public sealed class PhaseClock(TimeProvider time, Action<string, string, string>? started = null)
{
    private readonly long _start = time.GetTimestamp();
    private readonly List<Phase> _phases = [];

    public IReadOnlyList<Phase> Phases => _phases;

    /// <summary>Seconds since the clock was made.</summary>
    public double ElapsedSeconds => time.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Runs <paramref name="work"/> as a phase.</summary>
    public T Measure<T>(string name, string split, string subset, Func<T> work)
    {
        started?.Invoke(name, split, subset);
        var start = ElapsedSeconds;
        var result = work();
        _phases.Add(new Phase(name, start, ElapsedSeconds, split, subset));
        return result;
    }

    /// <summary>Awaits <paramref name="work"/> as a phase of the whole task, without split and subset.</summary>
    public async Task<T> MeasureAsync<T>(string name, Func<Task<T>> work)
    {
        started?.Invoke(name, "", "");
        var start = ElapsedSeconds;
        var result = await work().ConfigureAwait(false);
        _phases.Add(new Phase(name, start, ElapsedSeconds, "", ""));
        return result;
    }
}
