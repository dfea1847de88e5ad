using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary><c>sort</c>, <c>dictsort</c>, <c>min</c> and <c>max</c>: by Python's order, ties as they came.</summary>
internal static class SortFilters
{
    private static readonly Comparer<object?> Order =
        Comparer<object?>.Create((a, b) => Equality.Compare(a, b, "<") ?? throw PythonError.Unsupported("sorting NaN"));

    public static object? Sort(FilterContext use)
    {
        var bound = use.Bind(0, "reverse", "case_sensitive", "attribute");
        AttributePath[] paths = bound.Value(2) is string names
            ? [.. names.Split(',').Select(AttributePath.Of)]
            : [AttributePath.Of(bound.Value(2))];
        object? Key(object? item) => PythonSequence.Tuple([.. paths.Select(path => path.Key(item, bound.Flag(1)))]);
        return PythonSequence.List(Sorted(ContainerSize.Collect(Types.Items(use.Input)), Key, bound.Flag(0)));
    }

    public static object? DictSort(FilterContext use)
    {
        var bound = use.Bind(0, "case_sensitive", "by", "reverse");
        var mapping = use.Input as PythonMapping
            ?? throw new PythonError(Types.Message(use.Input, "filter 'dictsort' needs a dict"));
        var place = (bound.Text(1) ?? "key") switch
        {
            "key" => 0L,
            "value" => 1L,
            _ => throw new PythonError("You can only sort by either \"key\" or \"value\""),
        };
        var path = AttributePath.Of(place);
        var pairs = new MappingView(mapping, ViewKind.Items).Items;
        return PythonSequence.List(Sorted(pairs, pair => path.Key(pair, bound.Flag(0)), bound.Flag(2)));
    }

    public static object? Smallest(FilterContext use) => Extreme(use, 1);

    public static object? Largest(FilterContext use) => Extreme(use, -1);

    private static object? Extreme(FilterContext use, int sign)
    {
        var bound = use.Bind(0, "case_sensitive", "attribute");
        var path = AttributePath.Of(bound.Value(1));
        var items = ContainerSize.Collect(Types.Items(use.Input));
        if (items.Count == 0)
        {
            return new Undefined("No aggregated item, sequence was empty.");
        }

        return items.Aggregate((best, item) =>
            sign * Order.Compare(path.Key(item, bound.Flag(0)), path.Key(best, bound.Flag(0))) < 0 ? item : best);
    }

    /// <summary>The items by Python's order of their keys.</summary>
    public static IReadOnlyList<T> Sorted<T>(IEnumerable<T> items, Func<T, object?> key, bool isReversed)
    {
        try
        {
            return [.. isReversed ? items.OrderByDescending(key, Order) : items.OrderBy(key, Order)];
        }
        catch (InvalidOperationException exception) when (exception.InnerException is PythonError error)
        {
            throw error; // .NET wraps what a comparer throws
        }
    }
}
