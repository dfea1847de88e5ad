namespace Egtlm.Eval.Results;

/// <summary>A value of an mteb result document.</summary>
public abstract record ScoreValue
{
    /// <summary>
    /// A Python float or a numpy scalar: they are rounded differently when a file is written (scoring-spec §4.3).
    /// </summary>
    public sealed record Number(double Value, bool IsNumpy = false) : ScoreValue;

    public sealed record Whole(long Value) : ScoreValue;

    public sealed record Truth(bool Value) : ScoreValue;

    public sealed record Text(string Value) : ScoreValue;

    public sealed record Null : ScoreValue;

    public sealed record List(IReadOnlyList<ScoreValue> Items) : ScoreValue;

    public sealed record Map(Scores Items) : ScoreValue;

    public static implicit operator ScoreValue(double value) => new Number(value);

    public static ScoreValue FromDouble(double value) => new Number(value);
}

/// <summary>Score names and values in the order in which mteb writes them.</summary>
public sealed class Scores : List<KeyValuePair<string, ScoreValue>>
{
    public void Add(string name, ScoreValue value) => Add(new(name, value));

    /// <summary>Adds a numpy float64 scalar.</summary>
    public void AddNumpy(string name, double value) => Add(name, new ScoreValue.Number(value, IsNumpy: true));

    /// <summary>
    /// Gives <paramref name="name"/> a value: in its place when it is there, else at the end (a Python dict).
    /// </summary>
    public void Set(string name, ScoreValue value)
    {
        var index = FindIndex(item => item.Key == name);
        if (index >= 0)
        {
            this[index] = new(name, value);
        }
        else
        {
            Add(name, value);
        }
    }

    /// <summary>The value of <paramref name="name"/>, or null when there is none.</summary>
    public ScoreValue? Find(string name)
    {
        foreach (var (key, value) in this)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }
}
