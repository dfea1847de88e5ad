namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>
/// The value of a name, attribute or item that is not there: empty, false and printable, but an error in any operation.
/// </summary>
internal sealed class Undefined(string message)
{
    /// <summary>What is said when it is used.</summary>
    public string Message { get; } = message;

    public static Undefined Name(string name) => new($"'{name}' is undefined");

    /// <summary>The attribute or item that a value lacks, in Jinja's words.</summary>
    public static Undefined Member(object? owner, object? key)
    {
        var type = owner is null ? "None" : Types.NameOf(owner) + " object";
        return key is string name
            ? new($"'{type}' has no attribute '{name}'")
            : new($"{type} has no element {PythonText.Repr(key)}");
    }
}
