using System.Globalization;
using System.Text;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>Python's <c>str</c> and <c>repr</c>.</summary>
internal static class PythonText
{
    /// <summary>What an output prints.</summary>
    public static string Of(object? value) => value switch
    {
        string text => text,
        SafeText safe => safe.Text,
        Undefined => "",
        _ => Repr(value),
    };

    public static string Repr(object? value)
    {
        var text = new StringBuilder();
        Append(value, text);
        return text.ToString();
    }

    private static void Append(object? value, StringBuilder text)
    {
        switch (value)
        {
            case string content:
                AppendQuoted(content, text);
                break;
            case PythonSequence { IsTuple: true, Count: 1 } pair:
                text.Append('(');
                Append(pair.Items[0], text);
                text.Append(",)");
                break;
            case PythonSequence sequence:
                AppendItems(sequence.Items, sequence.IsTuple ? "()" : "[]", text);
                break;
            case PythonMapping mapping:
                AppendEntries(mapping, text);
                break;
            case MappingView view:
                text.Append(view.TypeName).Append('(');
                AppendItems(view.Items, "[]", text);
                text.Append(')');
                break;
            default:
                text.Append(Simple(value));
                break;
        }

        Limits.Characters(text.Length);
    }

    private static string Simple(object? value) => value switch
    {
        null => "None",
        bool flag => flag ? "True" : "False",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => PythonFloat.Repr(number),
        Undefined => "Undefined",
        PythonRange { Step: 1 } range =>
            string.Create(CultureInfo.InvariantCulture, $"range({range.Start}, {range.Stop})"),
        PythonRange range =>
            string.Create(CultureInfo.InvariantCulture, $"range({range.Start}, {range.Stop}, {range.Step})"),
        _ => throw PythonError.Unsupported($"printing a '{Types.NameOf(value)}'"),
    };

    private static void AppendItems(IEnumerable<object?> items, string brackets, StringBuilder text)
    {
        text.Append(brackets[0]);
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator);
            Append(item, text);
            separator = ", ";
        }

        text.Append(brackets[1]);
    }

    private static void AppendEntries(PythonMapping mapping, StringBuilder text)
    {
        text.Append('{');
        var separator = "";
        foreach (var (key, value) in mapping.Entries)
        {
            text.Append(separator);
            Append(key, text);
            text.Append(": ");
            Append(value, text);
            separator = ", ";
        }

        text.Append('}');
    }

    private static void AppendQuoted(string content, StringBuilder text)
    {
        var span = content.AsSpan();
        var quote = span.Contains('\'') && !span.Contains('"') ? '"' : '\'';
        text.Append(quote);
        foreach (var point in PythonString.CodePoints(content))
        {
            text.Append(Escaped(point, quote));
        }

        text.Append(quote);
    }

    private static string Escaped(string point, char quote)
    {
        var isValid = Rune.TryGetRuneAt(point, 0, out var rune);
        var code = isValid ? rune.Value : point[0];
        return code switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\\' => "\\\\",
            _ when code == quote => "\\" + quote,
            _ when isValid && PythonString.IsPrintable(rune) => point,
            < 0x100 => "\\x" + code.ToString("x2", CultureInfo.InvariantCulture),
            < 0x10000 => "\\u" + code.ToString("x4", CultureInfo.InvariantCulture),
            _ => "\\U" + code.ToString("x8", CultureInfo.InvariantCulture),
        };
    }
}
