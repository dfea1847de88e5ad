using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary><c>batch</c> and <c>slice</c>: lists of the items of a value.</summary>
internal static class GroupFilters
{
    /// <summary>Lists of so many items each.</summary>
    public static object? Batch(FilterContext use)
    {
        var bound = use.Bind(1, "linecount", "fill_with");
        var size = (int)Math.Clamp(bound.Integer(0, 1), 1, int.MaxValue);
        var fill = bound.Value(1);
        return new PythonIterator(Types.Items(use.Input).Chunk(size).Select(items => Filled(items, size, fill)));
    }

    /// <summary>So many lists, the first ones longer by one where it does not divide.</summary>
    public static object? Slice(FilterContext use)
    {
        var bound = use.Bind(1, "slices", "fill_with");
        var items = ContainerSize.Collect(Types.Items(use.Input));
        var count = bound.Integer(0, 1) is > 0 and <= Limits.MostRange and var given
            ? (int)given
            : throw new PythonError($"filter 'slice' needs a count of 1 to {Limits.MostRange}");
        var (size, longer) = (items.Count / count, items.Count % count);
        return new PythonIterator(Enumerable.Range(0, count).Select(i => Filled(
            [.. items.Skip((i * size) + Math.Min(i, longer)).Take(size + (i < longer ? 1 : 0))],
            size + (i >= longer ? 1 : 0),
            i >= longer ? bound.Value(1) : null)));
    }

    private static PythonSequence Filled(object?[] items, int size, object? fill)
    {
        var missing = fill is null ? 0 : Limits.Characters(Math.Max(0, size - items.Length));
        return PythonSequence.List(items.Concat(Enumerable.Repeat(fill, missing)));
    }
}
