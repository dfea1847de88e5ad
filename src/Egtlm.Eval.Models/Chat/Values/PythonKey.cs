namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>A value as the key of a dict or set: 1, 1.0 and true are one.</summary>
internal readonly record struct PythonKey(object? Value)
{
    public bool Equals(PythonKey other) => Equality.AreEqual(Value, other.Value);

    public override int GetHashCode() => Equality.Hash(Value);
}
