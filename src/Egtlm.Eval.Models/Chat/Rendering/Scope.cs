namespace Egtlm.Eval.Models.Chat.Rendering;

/// <summary>
/// The names of a part of a template. Loops, macros and blocks have their own; what they set is gone after them.
/// </summary>
internal sealed class Scope(Scope? outer)
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public void Set(string name, object? value) => _values[name] = value;

    public bool TryGet(string name, out object? value)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._values.TryGetValue(name, out value))
            {
                return true;
            }
        }

        value = null;
        return false;
    }

    private Scope? Outer { get; } = outer;
}
