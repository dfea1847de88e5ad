using System.Globalization;
using System.Text;

namespace Egtlm.Eval.Results;

/// <summary>
/// Writes JSON as Python's <c>json.dump</c> does with its defaults: ASCII only, bare NaN, no final newline.
/// </summary>
public static class MtebJson
{
    /// <summary>One key or element per line, as <c>json.dump(value, indent=indent)</c>.</summary>
    public static string Write(ScoreValue value, int indent)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfNegative(indent);
        var text = new StringBuilder();
        Append(text, value, new Layout(indent, 0));
        return text.ToString();
    }

    /// <summary>All on one line with <c>", "</c> and <c>": "</c>, as <c>json.dumps(value)</c>.</summary>
    public static string WriteLine(ScoreValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = new StringBuilder();
        Append(text, value, new Layout(null, 0));
        return text.ToString();
    }

    /// <summary>
    /// A JSON string with everything outside printable ASCII as <c>\uXXXX</c>, surrogates one by one.
    /// </summary>
    public static string Quote(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var unit in value)
        {
            _ = unit switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\f' => text.Append("\\f"),
                '\b' => text.Append("\\b"),
                >= ' ' and <= '~' => text.Append(unit),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
            };
        }

        return text.Append('"').ToString();
    }

    private static void Append(StringBuilder text, ScoreValue value, Layout layout)
    {
        switch (value)
        {
            case ScoreValue.Number number:
                text.Append(PythonFloat.Json(number.Value));
                break;
            case ScoreValue.Whole whole:
                text.Append(whole.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case ScoreValue.Truth truth:
                text.Append(truth.Value ? "true" : "false");
                break;
            case ScoreValue.Text words:
                text.Append(Quote(words.Value));
                break;
            case ScoreValue.Null:
                text.Append("null");
                break;
            case ScoreValue.List list:
                AppendItems(text, ('[', ']'), list.Items, layout, (item, inner) => Append(text, item, inner));
                break;
            case ScoreValue.Map map:
                AppendItems(text, ('{', '}'), map.Items, layout, (item, inner) =>
                {
                    text.Append(Quote(item.Key)).Append(": ");
                    Append(text, item.Value, inner);
                });
                break;
            default:
                throw new ArgumentException($"no JSON form for {value.GetType().Name}", nameof(value));
        }
    }

    private static void AppendItems<T>(
        StringBuilder text,
        (char Open, char Close) brackets,
        IReadOnlyList<T> items,
        Layout layout,
        Action<T, Layout> append)
    {
        text.Append(brackets.Open);
        var inner = layout with { Depth = layout.Depth + 1 };
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : layout.Indent is null ? ", " : ",");
            inner.BreakLine(text);
            append(items[i], inner);
        }

        if (items.Count > 0)
        {
            layout.BreakLine(text);
        }

        text.Append(brackets.Close);
    }

    /// <summary>Spaces per level, null for a single line, and the current level.</summary>
    private readonly record struct Layout(int? Indent, int Depth)
    {
        public void BreakLine(StringBuilder text)
        {
            if (Indent is { } spaces)
            {
                text.Append('\n').Append(' ', spaces * Depth);
            }
        }
    }
}
