using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>Python's <c>split</c> and <c>rsplit</c>.</summary>
internal static class StringSplit
{
    public static PythonSequence Split(string text, CallArguments arguments, string name, bool fromEnd)
    {
        var bound = arguments.Bind(name, 0, "sep", "maxsplit");
        var most = bound.Integer(1, -1);
        var limit = most < 0 ? int.MaxValue - 1 : (int)Math.Min(most, int.MaxValue - 1);
        return PythonSequence.List(bound.Text(0) switch
        {
            null => fromEnd ? AtBlanksFromEnd(text, limit) : AtBlanks(text, limit),
            "" => throw new PythonError("empty separator"),
            var mark => fromEnd ? FromEnd(text, mark, limit) : text.Split(mark, limit + 1),
        });
    }

    private static List<string> FromEnd(string text, string mark, int limit)
    {
        var parts = new List<string>();
        while (parts.Count < limit && text.LastIndexOf(mark, StringComparison.Ordinal) is >= 0 and var at)
        {
            parts.Add(text[(at + mark.Length)..]);
            text = text[..at];
        }

        parts.Add(text);
        parts.Reverse();
        return parts;
    }

    private static List<string> AtBlanks(string text, int limit)
    {
        var parts = new List<string>();
        var rest = PythonString.TrimStart(text);
        while (rest.Length > 0)
        {
            var end = 0;
            while (end < rest.Length && !PythonString.IsSpace(rest[end]))
            {
                end++;
            }

            if (parts.Count == limit || end == rest.Length)
            {
                parts.Add(rest.ToString()); // the rest keeps its blanks at the end
                break;
            }

            parts.Add(rest[..end].ToString());
            rest = PythonString.TrimStart(rest[end..]);
        }

        return parts;
    }

    private static List<string> AtBlanksFromEnd(string text, int limit)
    {
        var parts = new List<string>();
        var rest = PythonString.TrimEnd(text);
        while (rest.Length > 0)
        {
            var start = rest.Length;
            while (start > 0 && !PythonString.IsSpace(rest[start - 1]))
            {
                start--;
            }

            if (parts.Count == limit)
            {
                parts.Add(rest.ToString()); // the rest keeps its blanks at the start
                break;
            }

            parts.Add(rest[start..].ToString());
            rest = PythonString.TrimEnd(rest[..start]);
        }

        parts.Reverse();
        return parts;
    }
}
