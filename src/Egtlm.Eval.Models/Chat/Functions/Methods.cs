using System.Collections.Frozen;
using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>The methods of values.</summary>
internal static class Methods
{
    /// <summary>Python methods that change their owner; Jinja's sandbox refuses them when they are called.</summary>
    private static readonly FrozenSet<string> Mutating = FrozenSet.Create(
        StringComparer.Ordinal,
        "append", "clear", "extend", "insert", "pop", "popitem", "remove", "reverse", "setdefault", "sort", "update");

    /// <summary>Methods of Python's types that this subset lacks, by type.</summary>
    private static readonly FrozenDictionary<string, FrozenSet<string>> Missing =
        new Dictionary<string, string[]>
        {
            ["str"] =
            [
                "casefold", "encode", "expandtabs", "format_map", "isascii", "isidentifier", "isnumeric",
                "isprintable", "istitle", "maketrans", "swapcase", "translate",
            ],
            ["dict"] = ["fromkeys"],
            ["int"] =
            [
                "as_integer_ratio", "bit_count", "bit_length", "conjugate", "denominator", "from_bytes", "imag",
                "numerator", "real", "to_bytes",
            ],
            ["float"] = ["as_integer_ratio", "conjugate", "fromhex", "hex", "imag", "is_integer", "real"],
            ["range"] = ["count", "index", "start", "step", "stop"],
            ["generator"] = ["close", "send", "throw"],
            ["dict_keys"] = ["isdisjoint", "mapping"],
            ["dict_items"] = ["isdisjoint", "mapping"],
            ["dict_values"] = ["mapping"],
        }.ToFrozenDictionary(
            pair => pair.Key, pair => pair.Value.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Every name that can be called on a value.</summary>
    public static IReadOnlyCollection<string> Names { get; } =
        StringMethods.Names.Concat(ContainerMethods.Names).Concat(["cycle", "changed"]).Concat(Mutating)
            .ToFrozenSet(StringComparer.Ordinal);

    /// <returns>Null where Python's type has no method of that name; undefined where the sandbox hides it.</returns>
    public static object? Find(object? owner, string name)
    {
        var type = Types.NameOf(owner);
        if (name.StartsWith("__", StringComparison.Ordinal) && name.EndsWith("__", StringComparison.Ordinal))
        {
            return new Undefined($"access to attribute '{name}' of '{type}' object is unsafe.");
        }

        if (owner is PythonMapping or PythonSequence { IsTuple: false } && Mutating.Contains(name)
            && IsOf(owner, name))
        {
            return new Undefined($"access to attribute '{name}' of '{type}' object is unsafe.");
        }

        if (Missing.TryGetValue(type is "bool" ? "int" : type, out var missing) && missing.Contains(name))
        {
            throw PythonError.Unsupported($"'{name}' of a '{type}'");
        }

        return owner is string text ? StringMethods.Find(text, name) : ContainerMethods.Find(owner, name);
    }

    private static bool IsOf(object? owner, string name) => owner is PythonMapping
        ? name is "clear" or "pop" or "popitem" or "setdefault" or "update"
        : name is not ("popitem" or "setdefault" or "update");
}
