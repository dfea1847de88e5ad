using System.Globalization;
using System.Text;
using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>Python's <c>str.format</c> with plain fields: <c>{}</c>, <c>{0}</c> and <c>{name}</c>.</summary>
internal static class StringFormat
{
    public static string Format(string format, CallArguments arguments)
    {
        var text = new StringBuilder();
        var numbered = 0;
        for (var at = 0; at < format.Length; at++)
        {
            var mark = format[at];
            if (mark is not ('{' or '}'))
            {
                text.Append(mark);
            }
            else if (at + 1 < format.Length && format[at + 1] == mark)
            {
                text.Append(mark);
                at++;
            }
            else
            {
                var end = mark == '{' ? format.IndexOf('}', at) : -1;
                var field = end < 0 ? throw new PythonError($"single '{mark}' in a format") : format[(at + 1)..end];
                text.Append(PythonText.Of(Value(field, arguments, ref numbered)));
                Limits.Characters(text.Length);
                at = end;
            }
        }

        return text.ToString();
    }

    /// <param name="numbered">Counts the fields without a name; -1 where they have numbers.</param>
    private static object? Value(string field, CallArguments arguments, ref int numbered)
    {
        if (field.AsSpan().ContainsAny(":!.[{"))
        {
            throw PythonError.Unsupported($"the format field '{{{field}}}'");
        }

        if (field.Length > 0 && !field.All(char.IsAsciiDigit))
        {
            var named = arguments.Named.FirstOrDefault(argument => argument.Key == field);
            return named.Key is not null
                ? named.Value
                : throw new PythonError($"no argument for the format field '{field}'");
        }

        if ((field.Length == 0 && numbered < 0) || (field.Length > 0 && numbered > 0))
        {
            throw new PythonError("a format has fields with and without numbers");
        }

        var place = field.Length == 0 ? numbered++
            : int.TryParse(field, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
        numbered = field.Length == 0 ? numbered : -1;
        return place < arguments.Positional.Count
            ? arguments.Positional[place]
            : throw new PythonError($"no argument for the format field {place}");
    }
}
