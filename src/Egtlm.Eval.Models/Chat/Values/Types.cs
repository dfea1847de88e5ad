namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>
/// The Python types that values have here: <c>None</c> is null, <c>bool</c> bool, <c>int</c> <see cref="long"/>,
/// <c>float</c> <see cref="double"/>, <c>str</c> <see cref="string"/>; the others are classes of this folder.
/// </summary>
internal static class Types
{
    /// <summary>Python's name of the type.</summary>
    public static string NameOf(object? value) => value switch
    {
        null => "NoneType",
        bool => "bool",
        long => "int",
        double => "float",
        string => "str",
        PythonSequence { IsTuple: true } => "tuple",
        PythonSequence => "list",
        PythonMapping => "dict",
        PythonRange => "range",
        MappingView view => view.TypeName,
        PythonIterator => "generator",
        Undefined => "Undefined",
        SafeText => "Markup",
        Namespace => "jinja2.utils.Namespace",
        Loop => "jinja2.runtime.LoopContext",
        Callable callable => callable.TypeName,
        _ => throw new InvalidOperationException($"no Python type for {value.GetType()}"),
    };

    public static bool IsTrue(object? value) => value switch
    {
        null or Undefined => false,
        bool flag => flag,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        SafeText safe => safe.Text.Length > 0,
        PythonSequence items => items.Count > 0,
        PythonMapping mapping => mapping.Count > 0,
        PythonRange range => range.Count > 0,
        MappingView view => view.Mapping.Count > 0,
        Loop loop => loop.Length > 0,
        _ => true,
    };

    /// <summary>Python's <c>len</c>.</summary>
    public static long Length(object? value) => value switch
    {
        string text => PythonString.Length(text),
        SafeText safe => PythonString.Length(safe.Text),
        PythonSequence items => items.Count,
        PythonMapping mapping => mapping.Count,
        PythonRange range => range.Count,
        MappingView view => view.Mapping.Count,
        Undefined => 0,
        Loop loop => loop.Length,
        _ => throw new PythonError($"object of type '{NameOf(value)}' has no len()"),
    };

    public static bool IsIterable(object? value) =>
        value is string or PythonSequence or PythonMapping or PythonRange or MappingView or PythonIterator or Undefined
            or SafeText or Loop;

    /// <summary>The items of a value; a generator gives each of them once.</summary>
    public static IEnumerable<object?> Items(object? value) => value switch
    {
        string text => PythonString.Characters(text),
        PythonSequence items => items.Items,
        PythonMapping mapping => mapping.Keys,
        PythonRange range => range.Items,
        MappingView view => view.Items,
        PythonIterator iterator => iterator.Rest,
        Undefined => [],
        Loop => throw PythonError.Unsupported("a loop over 'loop'"),
        SafeText => throw SafeText.Refusal("taking characters of"),
        _ => throw new PythonError($"'{NameOf(value)}' object is not iterable"),
    };

    /// <summary>An operand as a number, a bool as 0 or 1; null where it is none.</summary>
    public static object? Number(object? value) => value switch
    {
        bool flag => flag ? 1L : 0L,
        long or double => value,
        _ => null,
    };

    /// <summary>An integer argument, a bool as 0 or 1.</summary>
    public static long Integer(object? value) => Number(value) is long number
        ? number
        : throw new PythonError(Message(value, $"'{NameOf(value)}' object cannot be interpreted as an integer"));

    /// <summary>A text argument.</summary>
    public static string Text(object? value) =>
        value as string ?? throw new PythonError(Message(value, $"expected a str, found '{NameOf(value)}'"));

    /// <summary>The message about a value that does not fit: for an undefined one why it is undefined.</summary>
    public static string Message(object? value, string message) =>
        value is Undefined undefined ? undefined.Message : message;
}
