using System.Collections.Frozen;
using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>The methods of strings.</summary>
internal static class StringMethods
{
    private static readonly FrozenDictionary<string, Func<string, CallArguments, object?>> All =
        new Dictionary<string, Func<string, CallArguments, object?>>
        {
            ["capitalize"] = Plain("capitalize()", LetterCase.Capitalize),
            ["center"] = (text, arguments) => StringPadding.Pad(text, arguments, "center()"),
            ["count"] = (text, arguments) =>
                StringSearch.Count(text, Types.Text(arguments.Bind("count()", 1, "sub").Value(0))),
            ["endswith"] = (text, arguments) =>
                Matches(arguments, "endswith()", part => text.EndsWith(part, StringComparison.Ordinal)),
            ["find"] = (text, arguments) => StringSearch.Find(text, arguments, "find()", false),
            ["format"] = StringFormat.Format,
            ["index"] = (text, arguments) => StringSearch.Index(text, arguments, "index()", false),
            ["isalnum"] = Plain("isalnum()", text => LetterCase.All(text, LetterCase.IsAlphanumeric)),
            ["isalpha"] = Plain("isalpha()", text => LetterCase.All(text, System.Text.Rune.IsLetter)),
            ["isdecimal"] = Plain("isdecimal()", text => LetterCase.All(text, System.Text.Rune.IsDigit)),
            ["isdigit"] = Plain("isdigit()", text => LetterCase.All(text, LetterCase.IsDigit)),
            ["islower"] = Plain("islower()", text => LetterCase.IsLower(text)),
            ["isspace"] = Plain("isspace()", text => text.Length > 0 && text.All(PythonString.IsSpace)),
            ["isupper"] = Plain("isupper()", text => LetterCase.IsUpper(text)),
            ["join"] = (text, arguments) => Join(text, arguments.Bind("join()", 1, "iterable").Value(0)),
            ["ljust"] = (text, arguments) => StringPadding.Pad(text, arguments, "ljust()"),
            ["lower"] = Plain("lower()", LetterCase.Lower),
            ["lstrip"] = (text, arguments) => Strip(text, arguments, "lstrip()", true, false),
            ["partition"] = (text, arguments) => StringSearch.Partition(text, arguments, "partition()", false),
            ["removeprefix"] = (text, arguments) => StringSearch.Without(text, arguments, "removeprefix()", true),
            ["removesuffix"] = (text, arguments) => StringSearch.Without(text, arguments, "removesuffix()", false),
            ["replace"] = (text, arguments) => StringSearch.Replace(text, arguments, "replace()"),
            ["rfind"] = (text, arguments) => StringSearch.Find(text, arguments, "rfind()", true),
            ["rindex"] = (text, arguments) => StringSearch.Index(text, arguments, "rindex()", true),
            ["rjust"] = (text, arguments) => StringPadding.Pad(text, arguments, "rjust()"),
            ["rpartition"] = (text, arguments) => StringSearch.Partition(text, arguments, "rpartition()", true),
            ["rsplit"] = (text, arguments) => StringSplit.Split(text, arguments, "rsplit()", true),
            ["rstrip"] = (text, arguments) => Strip(text, arguments, "rstrip()", false, true),
            ["split"] = (text, arguments) => StringSplit.Split(text, arguments, "split()", false),
            ["splitlines"] = (text, arguments) => PythonSequence.List(
                PythonString.Lines(text, arguments.Bind("splitlines()", 0, "keepends").Flag(0))),
            ["startswith"] = (text, arguments) =>
                Matches(arguments, "startswith()", part => text.StartsWith(part, StringComparison.Ordinal)),
            ["strip"] = (text, arguments) => Strip(text, arguments, "strip()", true, true),
            ["title"] = Plain("title()", LetterCase.Title),
            ["upper"] = Plain("upper()", LetterCase.Upper),
            ["zfill"] = (text, arguments) => StringPadding.FillWithZeros(text, arguments),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<string> Names => All.Keys;

    /// <summary>The method; null where strings have none of that name.</summary>
    public static object? Find(string text, string name) => All.TryGetValue(name, out var method)
        ? new Callable(name, "builtin_function_or_method", arguments => method(text, arguments))
        : null;

    /// <summary>The items, each of which must be text, with the separator between them.</summary>
    private static string Join(string separator, object? items)
    {
        var parts = ContainerSize.Collect(Types.Items(items)).Select((item, i) => item as string
            ?? throw new PythonError($"sequence item {i}: expected str instance, {Types.NameOf(item)} found"));
        return TextFilters.Joined(separator, [.. parts]);
    }

    private static Func<string, CallArguments, object?> Plain(string name, Func<string, object> method) =>
        (text, arguments) =>
        {
            arguments.Bind(name, 0);
            return method(text);
        };

    private static string Strip(string text, CallArguments arguments, string name, bool fromStart, bool fromEnd) =>
        PythonString.Strip(text, arguments.Bind(name, 0, "chars").Text(0), fromStart, fromEnd);

    /// <summary>One text or a tuple of them, one of which must fit.</summary>
    private static bool Matches(CallArguments arguments, string name, Func<string, bool> fits)
    {
        var wanted = arguments.Bind(name, 1, "prefix").Value(0);
        return wanted is PythonSequence { IsTuple: true } tuple
            ? tuple.Items.Any(item => fits(Types.Text(item)))
            : fits(Types.Text(wanted));
    }
}
