using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>The methods of dicts, lists and tuples that change nothing.</summary>
internal static class ContainerMethods
{
    public static IReadOnlyList<string> Names { get; } = ["copy", "count", "get", "index", "items", "keys", "values"];

    /// <summary>The method; null where the type has none of that name.</summary>
    public static object? Find(object? owner, string name) => owner switch
    {
        PythonMapping mapping => OfMapping(mapping, name),
        PythonSequence sequence => OfSequence(sequence, name),
        _ => null,
    };

    private static Callable? OfMapping(PythonMapping mapping, string name) => name switch
    {
        "get" => Method(name, arguments =>
        {
            var bound = arguments.Bind("get()", 1, "key", "default");
            return mapping.TryGet(bound.Value(0), out var value) ? value : bound.Value(1);
        }),
        "items" => View(mapping, name, ViewKind.Items),
        "keys" => View(mapping, name, ViewKind.Keys),
        "values" => View(mapping, name, ViewKind.Values),
        "copy" => Method(name, arguments => WithoutArguments(arguments, name, mapping)),
        _ => null,
    };

    private static Callable? OfSequence(PythonSequence sequence, string name) => name switch
    {
        "count" => Method(name, arguments =>
        {
            var item = arguments.Bind("count()", 1, "value").Value(0);
            return (long)sequence.Items.Count(other => Equality.AreEqual(other, item));
        }),
        "index" => Method(name, arguments =>
        {
            var item = arguments.Bind("index()", 1, "value").Value(0);
            var found = sequence.Items.TakeWhile(other => !Equality.AreEqual(other, item)).Count();
            return found < sequence.Count
                ? (long)found
                : throw new PythonError($"{PythonText.Repr(item)} is not in {Types.NameOf(sequence)}");
        }),
        "copy" when !sequence.IsTuple => Method(name, arguments => WithoutArguments(arguments, name, sequence)),
        _ => null,
    };

    private static Callable View(PythonMapping mapping, string name, ViewKind kind) =>
        Method(name, arguments => WithoutArguments(arguments, name, new MappingView(mapping, kind)));

    private static object WithoutArguments(CallArguments arguments, string name, object value)
    {
        arguments.Bind(name + "()", 0);
        return value;
    }

    private static Callable Method(string name, Func<CallArguments, object?> invoke) =>
        new(name, "builtin_function_or_method", invoke);
}
