using System.Collections.Frozen;
using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>The functions that every template can call: Jinja's and those of transformers.</summary>
internal static class GlobalFunctions
{
    private static readonly FrozenDictionary<string, Func<CallArguments, TimeProvider, object?>> All =
        new Dictionary<string, Func<CallArguments, TimeProvider, object?>>
        {
            ["dict"] = (arguments, _) => Dict(arguments),
            ["namespace"] = (arguments, _) => new Namespace(
                Dict(arguments).Entries.Select(entry => KeyValuePair.Create(Types.Text(entry.Key), entry.Value))),
            ["raise_exception"] = (arguments, _) => throw new RaisedByTemplate(
                PythonText.Of(arguments.Bind("raise_exception()", 1, "message").Value(0))),
            ["range"] = (arguments, _) => Range(arguments),
            ["strftime_now"] = (arguments, clock) => Strftime.Format(
                Types.Text(arguments.Bind("strftime_now()", 1, "format").Value(0)), clock.GetLocalNow()),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names { get; } = All.Keys.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The function; null where there is none of that name.</summary>
    public static Callable? Find(string name, TimeProvider clock) => All.TryGetValue(name, out var function)
        ? new Callable(name, "function", arguments => function(arguments, clock))
        : null;

    /// <summary>A dict of the pairs or the dict given, and of the arguments by name.</summary>
    private static PythonMapping Dict(CallArguments arguments)
    {
        var bound = (arguments with { Named = [] }).Bind("dict()", 0, "mapping");
        var given = bound.Value(0) switch
        {
            null when !bound.Has(0) => [],
            PythonMapping mapping => mapping.Entries,
            var pairs => Types.Items(pairs).Select(pair => Unpacking.Unpack(pair, 2))
                .Select(pair => KeyValuePair.Create(pair[0], pair[1])),
        };
        var named = arguments.Named.Select(entry => KeyValuePair.Create((object?)entry.Key, entry.Value));
        return new PythonMapping(given.Concat(named));
    }

    private static PythonRange Range(CallArguments arguments)
    {
        var bound = arguments.Bind("range()", 1, "start", "stop", "step");
        return bound.Has(1)
            ? new PythonRange(bound.Integer(0, 0), bound.Integer(1, 0), bound.Integer(2, 1))
            : new PythonRange(0, bound.Integer(0, 0), 1);
    }
}
