using Egtlm.Eval.Models.Chat.Functions;

namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>
/// <c>a.b</c>, <c>a[b]</c> and <c>a[b:c]</c> in Jinja's sandbox: what is not there is undefined, not an error.
/// </summary>
internal static class Members
{
    /// <summary><c>owner.name</c>: methods come before the keys of a dict.</summary>
    public static object? Attribute(object? owner, string name) => owner switch
    {
        Undefined undefined => throw new PythonError(undefined.Message),
        Loop loop => loop.Attribute(name),
        Namespace space => space.Attributes.TryGetValue(name, out var value) ? value : Undefined.Member(owner, name),
        Callable => throw PythonError.Unsupported($"the attribute '{name}' of a function"),
        SafeText => throw SafeText.Refusal($"'{name}' of"),
        _ => Methods.Find(owner, name) ?? (owner is PythonMapping mapping && mapping.TryGet(name, out var value)
            ? value
            : Undefined.Member(owner, name)),
    };

    /// <summary><c>owner[key]</c>: the keys of a dict come before methods.</summary>
    public static object? Item(object? owner, object? key)
    {
        switch (owner)
        {
            case Undefined undefined:
                throw new PythonError(undefined.Message);
            case SafeText:
                throw SafeText.Refusal("a part of");
            case PythonMapping mapping when IsHashable(key) && mapping.TryGet(key, out var value):
                return value;
            case string or PythonSequence or PythonRange when Types.Number(key) is long index:
                return At(owner, index);
            default:
                return key is string name ? Named(owner, name) : Undefined.Member(owner, key);
        }
    }

    /// <param name="start">An integer or None, as the others.</param>
    public static object Slice(object? owner, object? start, object? stop, object? step)
    {
        if (owner is Undefined undefined)
        {
            throw new PythonError(undefined.Message);
        }

        var stride = step is null ? 1 : Types.Integer(step);
        if (stride == 0)
        {
            throw new PythonError("slice step cannot be zero");
        }

        return owner switch
        {
            string text => string.Concat(Pick(PythonString.CodePoints(text), start, stop, stride)),
            PythonSequence items => new PythonSequence(Pick(items.Items, start, stop, stride), items.IsTuple),
            PythonRange => throw PythonError.Unsupported("a slice of a range"),
            SafeText => throw SafeText.Refusal("a slice of"),
            _ => throw new PythonError($"'{Types.NameOf(owner)}' object is not subscriptable"),
        };
    }

    private static object? Named(object? owner, string name) => owner switch
    {
        PythonMapping => Methods.Find(owner, name) ?? Undefined.Member(owner, name),
        _ => Attribute(owner, name),
    };

    private static bool IsHashable(object? key) =>
        key is not (PythonMapping or PythonSequence { IsTuple: false })
        && (key is not PythonSequence tuple || tuple.Items.All(IsHashable));

    private static object? At(object owner, long index)
    {
        var count = Types.Length(owner);
        var place = index < 0 ? index + count : index;
        if (place < 0 || place >= count)
        {
            return Undefined.Member(owner, index);
        }

        return owner switch
        {
            string text when text.Length == count => text[(int)place].ToString(),
            string text => PythonString.CodePoints(text)[place],
            PythonRange range => range[(int)place],
            _ => ((PythonSequence)owner).Items[(int)place],
        };
    }

    private static List<T> Pick<T>(IReadOnlyList<T> items, object? start, object? stop, long step)
    {
        var (lowest, highest) = step > 0 ? (0L, (long)items.Count) : (-1L, items.Count - 1L);
        long Place(object? bound, long otherwise)
        {
            var place = bound is null ? otherwise : Types.Integer(bound);
            return bound is null ? otherwise : Math.Clamp(place < 0 ? place + items.Count : place, lowest, highest);
        }

        var at = Place(start, step > 0 ? lowest : highest);
        var end = Place(stop, step > 0 ? highest : lowest);
        var picked = new List<T>();
        for (; step > 0 ? at < end : at > end; at = step > items.Count || step < -items.Count ? end : at + step)
        {
            picked.Add(items[(int)at]);
        }

        return picked;
    }
}
