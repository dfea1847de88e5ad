using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>
/// <c>map</c>, <c>select</c>, <c>reject</c>, <c>selectattr</c> and <c>rejectattr</c>: generators, as in Jinja.
/// </summary>
internal static class SelectionFilters
{
    public static object? Map(FilterContext use) =>
        new PythonIterator(Types.IsTrue(use.Input) ? Types.Items(use.Input).Select(Mapping(use)) : []);

    /// <param name="takesAttribute">The first argument names an attribute that is tested instead of the item.</param>
    /// <param name="keeps">The outcome of the test that keeps an item.</param>
    public static object? Select(FilterContext use, bool takesAttribute, bool keeps)
    {
        if (!Types.IsTrue(use.Input))
        {
            return new PythonIterator([]);
        }

        var positional = use.Arguments.Positional;
        var skipped = takesAttribute ? 1 : 0;
        var path = !takesAttribute ? AttributePath.Of(null)
            : positional.Count > 0 ? AttributePath.Of(positional[0])
            : throw new PythonError($"filter '{use.Name}' needs the name of an attribute");
        var test = positional.Count > skipped ? Types.Text(positional[skipped]) : null;
        var arguments = use.Arguments with { Positional = [.. positional.Skip(skipped + 1)] };
        return new PythonIterator(Types.Items(use.Input).Where(item => keeps == (test is null
            ? Types.IsTrue(path.Get(item))
            : Tests.Holds(test, path.Get(item), arguments))));
    }

    private static Func<object?, object?> Mapping(FilterContext use)
    {
        var arguments = use.Arguments;
        if (arguments.Positional.Count > 0)
        {
            var name = Types.Text(arguments.Positional[0]);
            var rest = arguments with { Positional = [.. arguments.Positional.Skip(1)] };
            return item => Filters.Apply(name, item, rest);
        }

        var bound = arguments.Bind("filter 'map'", 0, "attribute", "default");
        var path = bound.Has(0)
            ? AttributePath.Of(bound.Value(0))
            : throw new PythonError("map requires a filter argument");
        return item => path.Get(item, bound.Value(1));
    }
}
