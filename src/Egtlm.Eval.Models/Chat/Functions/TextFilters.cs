using System.Text.RegularExpressions;
using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>Filters that give text.</summary>
internal static partial class TextFilters
{
    /// <summary>Texts longer by no more than this are not cut. Source: Jinja's <c>truncate.leeway</c>.</summary>
    private const long Leeway = 5;

    public static object? Trim(FilterContext use) =>
        PythonString.Strip(PythonText.Of(use.Input), use.Bind(0, "chars").Text(0), true, true);

    public static object? Replace(FilterContext use)
    {
        var bound = use.Bind(2, "old", "new", "count");
        var most = bound.Value(2) is null ? -1 : bound.Integer(2, -1);
        return StringSearch.Replace(
            PythonText.Of(use.Input), PythonText.Of(bound.Value(0)), PythonText.Of(bound.Value(1)), most);
    }

    public static object? Center(FilterContext use)
    {
        var width = use.Bind(0, "width").Value(0, 80L);
        return StringPadding.Pad(PythonText.Of(use.Input), new CallArguments([width], []), "center()");
    }

    public static object? Join(FilterContext use)
    {
        var bound = use.Bind(0, "d", "attribute");
        var path = AttributePath.Of(bound.Value(1));
        var items = ContainerSize.Collect(Types.Items(use.Input));
        return Joined(PythonText.Of(bound.Value(0, "")), [.. items.Select(item => PythonText.Of(path.Get(item)))]);
    }

    /// <summary>The texts with the separator between them.</summary>
    public static string Joined(string separator, string[] parts)
    {
        var separators = (long)separator.Length * Math.Max(0, parts.Length - 1);
        Limits.Characters(parts.Sum(part => (long)part.Length) + separators);
        return string.Join(separator, parts);
    }

    /// <summary>Every line but the first gets an indent; blank lines only where asked for.</summary>
    public static object? Indent(FilterContext use)
    {
        var bound = use.Bind(0, "width", "first", "blank");
        var indent = bound.Value(0, 4L) is string given
            ? given
            : new string(' ', Limits.Characters(Math.Max(0, bound.Integer(0, 4))));
        var lines = PythonString.Lines(Arithmetic.Join(Types.Text(use.Input), "\n"));
        Limits.Characters(lines.Sum(line => (long)line.Length + indent.Length));
        var indented = lines.Select((line, i) =>
            (i == 0 ? bound.Flag(1) : line.Length > 0 || bound.Flag(2)) ? indent + line : line);
        return string.Join('\n', indented);
    }

    public static object? Title(FilterContext use) => string.Concat(
        WordBreaks().Split(use.OnlyText()).Select(part => part.Length == 0 ? part : Titled(part)));

    public static object? Truncate(FilterContext use)
    {
        var bound = use.Bind(0, "length", "killwords", "end", "leeway");
        var end = bound.Text(2) ?? "...";
        var most = bound.Integer(0, 255);
        var leeway = bound.Value(3) is null ? Leeway : bound.Integer(3, Leeway);
        var kept = most - PythonString.Length(end);
        if (kept < 0 || leeway < 0)
        {
            throw new PythonError("filter 'truncate' needs a length of at least that of its end");
        }

        if (Types.Length(use.Input) <= most + leeway)
        {
            return use.Input;
        }

        var start = string.Concat(PythonString.CodePoints(Types.Text(use.Input)).Take((int)kept));
        var space = start.LastIndexOf(' ');
        return (bound.Flag(1) || space < 0 ? start : start[..space]) + end;
    }

    public static object? WordCount(FilterContext use) => (long)Words().Count(use.OnlyText());

    private static string Titled(string part)
    {
        var length = part.Length > 1 && char.IsSurrogatePair(part, 0) ? 2 : 1;
        return LetterCase.Upper(part[..length]) + LetterCase.Lower(part[length..]);
    }

    [GeneratedRegex(@"([-\s({\[<]+)")]
    private static partial Regex WordBreaks();

    [GeneratedRegex(@"[\w\p{No}\p{Nl}]+")]
    private static partial Regex Words();
}
