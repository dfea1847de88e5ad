using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>Filters that pick or rearrange the items of a value.</summary>
internal static class SequenceFilters
{
    public static object? First(FilterContext use)
    {
        foreach (var item in Types.Items(use.Only()))
        {
            return item;
        }

        return new Undefined("No first item, sequence was empty.");
    }

    public static object? Last(FilterContext use)
    {
        var items = Reversible(use.Only());
        return items.Count > 0 ? items[^1] : new Undefined("No last item, sequence was empty.");
    }

    public static object? Reverse(FilterContext use) => use.Only() is string text
        ? string.Concat(PythonString.CodePoints(text).Reverse())
        : new PythonIterator(ContainerSize.Collect(Types.Items(use.Input)).AsEnumerable().Reverse());

    public static object? Items(FilterContext use) => use.Only() switch
    {
        Undefined => new PythonIterator([]),
        PythonMapping mapping => new PythonIterator(new MappingView(mapping, ViewKind.Items).Items),
        _ => throw new PythonError("Can only get item pairs from a mapping."),
    };

    public static object? Attribute(FilterContext use)
    {
        var name = Types.Text(use.Bind(1, "name").Value(0));

        // The keys of a dict are no attributes for this filter.
        return use.Input is PythonMapping ? Methods.Find(use.Input, name) ?? Undefined.Member(use.Input, name)
            : Members.Attribute(use.Input, name);
    }

    /// <summary>Items whose key did not come before.</summary>
    public static object? Unique(FilterContext use)
    {
        var bound = use.Bind(0, "case_sensitive", "attribute");
        var path = AttributePath.Of(bound.Value(1));
        return new PythonIterator(Distinct(Types.Items(use.Input), path, bound.Flag(0)));
    }

    private static IEnumerable<object?> Distinct(IEnumerable<object?> items, AttributePath path, bool isCaseSensitive)
    {
        var seen = new HashSet<PythonKey>();
        foreach (var item in items)
        {
            if (seen.Add(new PythonKey(path.Key(item, isCaseSensitive))))
            {
                yield return item;
            }
        }
    }

    private static List<object?> Reversible(object? value) => value is PythonIterator
        ? throw new PythonError("'generator' object is not reversible")
        : ContainerSize.Collect(Types.Items(value));
}
