using Egtlm.Eval.Data;

namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>Python's <c>==</c>, hash, <c>&lt;</c> and <c>in</c>.</summary>
internal static class Equality
{
    public static bool AreEqual(object? a, object? b)
    {
        if (Types.Number(a) is { } x && Types.Number(b) is { } y)
        {
            return CompareNumbers(x, y) == 0;
        }

        return (Plain(a), Plain(b)) switch
        {
            (string left, string right) => string.Equals(left, right, StringComparison.Ordinal),
            (PythonSequence left, PythonSequence right) =>
                left.IsTuple == right.IsTuple && AreEqual(left.Items, right.Items),
            (PythonMapping left, PythonMapping right) => AreEqual(left, right),
            (PythonRange left, PythonRange right) => left.Items.SequenceEqual(right.Items),
            (MappingView, MappingView) => throw PythonError.Unsupported("comparing views of dicts"),
            (Undefined, Undefined) => true,
            _ => ReferenceEquals(a, b),
        };
    }

    public static int Hash(object? value) => value switch
    {
        null => 0,
        bool or long => Types.Integer(value).GetHashCode(),
        double number => Math.Floor(number) == number && Math.Abs(number) < long.MaxValue
            ? ((long)number).GetHashCode()
            : number.GetHashCode(),
        string text => string.GetHashCode(text, StringComparison.Ordinal),
        SafeText safe => string.GetHashCode(safe.Text, StringComparison.Ordinal),
        PythonSequence { IsTuple: true } tuple =>
            tuple.Items.Aggregate(1, (hash, item) => HashCode.Combine(hash, Hash(item))),
        PythonSequence or PythonMapping => throw new PythonError($"unhashable type: '{Types.NameOf(value)}'"),
        PythonRange or MappingView => throw PythonError.Unsupported($"a '{Types.NameOf(value)}' as a key"),
        _ => value.GetHashCode(),
    };

    /// <summary>Negative, zero or positive; an error where Python has no order.</summary>
    /// <param name="sign">The operator, for messages.</param>
    /// <returns>Null where one of them is NaN.</returns>
    public static int? Compare(object? a, object? b, string sign)
    {
        if (Types.Number(a) is { } x && Types.Number(b) is { } y)
        {
            return CompareNumbers(x, y);
        }

        return (a, b) switch
        {
            (string left, string right) => CodePointOrder.Compare(left, right),
            (PythonSequence left, PythonSequence right) when left.IsTuple == right.IsTuple =>
                Compare(left, right, sign),
            _ => throw new PythonError(Types.Message(a, Types.Message(b,
                $"'{sign}' not supported between instances of '{Types.NameOf(a)}' and '{Types.NameOf(b)}'"))),
        };
    }

    public static bool Contains(object? container, object? item)
    {
        switch (container)
        {
            case string text:
                return item is string part
                    ? text.Contains(part, StringComparison.Ordinal)
                    : throw new PythonError(Types.Message(
                        item, $"'in <string>' requires string as left operand, not {Types.NameOf(item)}"));
            case PythonMapping mapping:
                return mapping.TryGet(item, out _);
            default:
                return Types.IsIterable(container)
                    ? Types.Items(container).Any(found => AreEqual(found, item))
                    : throw new PythonError($"argument of type '{Types.NameOf(container)}' is not iterable");
        }
    }

    private static object? Plain(object? value) => value is SafeText safe ? safe.Text : value;

    private static bool AreEqual(IReadOnlyList<object?> a, IReadOnlyList<object?> b) =>
        a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second));

    private static bool AreEqual(PythonMapping a, PythonMapping b) => a.Count == b.Count
        && a.Entries.All(entry => b.TryGet(entry.Key, out var other) && AreEqual(entry.Value, other));

    private static int? CompareNumbers(object a, object b)
    {
        if (a is long x && b is long y)
        {
            return x.CompareTo(y);
        }

        var (left, right) = (Convert.ToDouble(a, null), Convert.ToDouble(b, null));
        return double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right);
    }

    private static int? Compare(PythonSequence a, PythonSequence b, string sign)
    {
        foreach (var (left, right) in a.Items.Zip(b.Items))
        {
            if (!AreEqual(left, right))
            {
                return Compare(left, right, sign);
            }
        }

        return a.Count.CompareTo(b.Count);
    }
}
