using System.Collections.Frozen;
using Egtlm.Eval.Models.Chat.Syntax;
using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>The tests: <c>value is name(argument)</c>. Source: Jinja's list of built-in tests.</summary>
internal static class Tests
{
    private static readonly FrozenDictionary<string, Func<object?, bool>> OfOne =
        new Dictionary<string, Func<object?, bool>>
        {
            ["boolean"] = value => value is bool,
            ["callable"] = value => value is Callable or Undefined or Loop,
            ["defined"] = value => value is not Undefined,
            ["even"] = value => Remainder(value, 2L) is 0L or 0.0,
            ["false"] = value => value is false,
            ["float"] = value => value is double,
            ["integer"] = value => value is long,
            ["iterable"] = Types.IsIterable,
            ["lower"] = value => LetterCase.IsLower(PythonText.Of(value)),
            ["mapping"] = value => value is PythonMapping,
            ["none"] = value => value is null,
            ["number"] = value => value is bool or long or double,
            ["odd"] = value => Remainder(value, 2L) is 1L or 1.0,
            ["sequence"] = value => value is string or SafeText or PythonSequence or PythonMapping or PythonRange
                or Undefined,
            ["string"] = value => value is string or SafeText,
            ["true"] = value => value is true,
            ["undefined"] = value => value is Undefined,
            ["upper"] = value => LetterCase.IsUpper(PythonText.Of(value)),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Func<object?, object?, bool>> OfTwo =
        new Dictionary<string, Func<object?, object?, bool>>
        {
            ["divisibleby"] = (value, other) => Remainder(value, other) is 0L or 0.0,
            ["in"] = (value, other) => Equality.Contains(other, value),
            ["sameas"] = IsSame,
            ["=="] = Equality.AreEqual,
            ["eq"] = Equality.AreEqual,
            ["equalto"] = Equality.AreEqual,
            ["!="] = (value, other) => !Equality.AreEqual(value, other),
            ["ne"] = (value, other) => !Equality.AreEqual(value, other),
            [">"] = (value, other) => Equality.Compare(value, other, ">") > 0,
            ["gt"] = (value, other) => Equality.Compare(value, other, ">") > 0,
            ["greaterthan"] = (value, other) => Equality.Compare(value, other, ">") > 0,
            [">="] = (value, other) => Equality.Compare(value, other, ">=") >= 0,
            ["ge"] = (value, other) => Equality.Compare(value, other, ">=") >= 0,
            ["<"] = (value, other) => Equality.Compare(value, other, "<") < 0,
            ["lt"] = (value, other) => Equality.Compare(value, other, "<") < 0,
            ["lessthan"] = (value, other) => Equality.Compare(value, other, "<") < 0,
            ["<="] = (value, other) => Equality.Compare(value, other, "<=") <= 0,
            ["le"] = (value, other) => Equality.Compare(value, other, "<=") <= 0,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names { get; } =
        OfOne.Keys.Concat(OfTwo.Keys).ToFrozenSet(StringComparer.Ordinal);

    public static bool Holds(string name, object? value, CallArguments arguments)
    {
        if (OfOne.TryGetValue(name, out var test))
        {
            arguments.Bind($"test '{name}'", 0);
            return test(value);
        }

        return OfTwo.TryGetValue(name, out var comparison)
            ? comparison(value, arguments.Bind($"test '{name}'", 1, "other").Value(0))
            : throw PythonError.Unsupported($"test '{name}'"); // a name that the template computed
    }

    private static object Remainder(object? value, object? divisor) => value is string
        ? throw new PythonError("not all arguments converted during string formatting")
        : Arithmetic.Apply(BinaryOperator.Modulo, value, divisor);

    private static bool IsSame(object? value, object? other) => (value, other) switch
    {
        (null or bool, _) or (_, null or bool) => Equals(value, other),
        (long or double or string, long or double or string) =>
            throw PythonError.Unsupported("test 'sameas' of numbers or texts"), // depends on Python's memory
        _ => ReferenceEquals(value, other),
    };
}
