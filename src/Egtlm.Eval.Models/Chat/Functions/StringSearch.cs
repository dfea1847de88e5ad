using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>Finding, replacing and cutting at a part of a string. Places are counted in code points.</summary>
internal static class StringSearch
{
    public static long Count(string text, string part)
    {
        if (part.Length == 0)
        {
            return PythonString.Length(text) + 1;
        }

        var count = 0L;
        for (var at = 0; (at = text.IndexOf(part, at, StringComparison.Ordinal)) >= 0; at += part.Length)
        {
            count++;
        }

        return count;
    }

    /// <summary>The place of the part, or -1.</summary>
    public static long Find(string text, CallArguments arguments, string name, bool fromEnd)
    {
        var at = Locate(text, Types.Text(arguments.Bind(name, 1, "sub").Value(0)), fromEnd);
        return at < 0 ? -1 : PythonString.Length(text[..at]);
    }

    public static long Index(string text, CallArguments arguments, string name, bool fromEnd) =>
        Find(text, arguments, name, fromEnd) is >= 0 and var place
            ? place
            : throw new PythonError("substring not found");

    public static PythonSequence Partition(string text, CallArguments arguments, string name, bool fromEnd)
    {
        var mark = Types.Text(arguments.Bind(name, 1, "sep").Value(0));
        var at = mark.Length == 0 ? throw new PythonError("empty separator") : Locate(text, mark, fromEnd);
        return at >= 0
            ? PythonSequence.Tuple(text[..at], mark, text[(at + mark.Length)..])
            : fromEnd ? PythonSequence.Tuple("", "", text) : PythonSequence.Tuple(text, "", "");
    }

    public static string Without(string text, CallArguments arguments, string name, bool isPrefix)
    {
        var part = Types.Text(arguments.Bind(name, 1, "part").Value(0));
        return part.Length == 0 ? text
            : isPrefix && text.StartsWith(part, StringComparison.Ordinal) ? text[part.Length..]
            : !isPrefix && text.EndsWith(part, StringComparison.Ordinal) ? text[..^part.Length]
            : text;
    }

    public static string Replace(string text, CallArguments arguments, string name)
    {
        var bound = arguments.Bind(name, 2, "old", "new", "count");
        return Replace(text, Types.Text(bound.Value(0)), Types.Text(bound.Value(1)), bound.Integer(2, -1));
    }

    /// <param name="most">So many places are replaced, from the left; all where it is negative.</param>
    public static string Replace(string text, string old, string replacement, long most)
    {
        var found = Count(text, old);
        var places = most < 0 ? found : Math.Min(most, found);
        Limits.Characters(text.Length + (places * ((long)replacement.Length - old.Length)));
        if (old.Length == 0)
        {
            var points = PythonString.CodePoints(text);
            return string.Concat(Enumerable.Range(0, points.Length + 1).Select(i =>
                (i < places ? replacement : "") + (i < points.Length ? points[i] : "")));
        }

        return places == found
            ? text.Replace(old, replacement, StringComparison.Ordinal)
            : string.Join(replacement, text.Split(old, (int)places + 1));
    }

    private static int Locate(string text, string part, bool fromEnd) => fromEnd
        ? text.LastIndexOf(part, StringComparison.Ordinal)
        : text.IndexOf(part, StringComparison.Ordinal);
}
