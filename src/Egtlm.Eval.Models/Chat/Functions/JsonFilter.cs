using System.Globalization;
using System.Text;
using Egtlm.Eval.Models.Chat.Values;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>
/// <c>tojson</c> as transformers defines it: Python's <c>json.dumps</c> without escapes for HTML and, unless asked for,
/// without escapes for characters beyond ASCII.
/// </summary>
internal static class JsonFilter
{
    public static object? ToJson(FilterContext use)
    {
        var bound = use.Bind(0, "ensure_ascii", "indent", "separators", "sort_keys");
        var indent = bound.Value(1) switch
        {
            null => null,
            string text => text,
            var width => new string(' ', Limits.Characters(Math.Max(0, Types.Integer(width)))),
        };
        var (item, key) = bound.Value(2) switch
        {
            null => (indent is null ? ", " : ",", ": "),
            PythonSequence { Count: 2 } pair => (Types.Text(pair.Items[0]), Types.Text(pair.Items[1])),
            _ => throw new PythonError("filter 'tojson' needs two separators"),
        };
        var writer = new Writer(bound.Flag(0), indent, item, key, bound.Flag(3));
        writer.Append(use.Input, 0);
        return writer.ToString();
    }

    private sealed class Writer(bool isAscii, string? indent, string itemSeparator, string keySeparator, bool sortsKeys)
    {
        private readonly StringBuilder _text = new();

        public override string ToString() => _text.ToString();

        public void Append(object? value, int level)
        {
            switch (value)
            {
                case string text:
                    AppendText(text);
                    break;
                case SafeText safe:
                    AppendText(safe.Text);
                    break;
                case PythonSequence sequence:
                    AppendAll(sequence.Items, "[]", level, item => Append(item, level + 1));
                    break;
                case PythonMapping mapping:
                    AppendAll(Entries(mapping), "{}", level, entry =>
                    {
                        AppendText(entry.Key as string ?? Simple(entry.Key));
                        _text.Append(keySeparator);
                        Append(entry.Value, level + 1);
                    });
                    break;
                default:
                    _text.Append(Simple(value));
                    break;
            }

            Limits.Characters(_text.Length);
        }

        private static string Escaped(char unit) => unit switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\f' => "\\f",
            '\b' => "\\b",
            _ => "\\u" + ((int)unit).ToString("x4", CultureInfo.InvariantCulture),
        };

        private static string Simple(object? value) => value switch
        {
            null => "null",
            bool flag => flag ? "true" : "false",
            long number => number.ToString(CultureInfo.InvariantCulture),
            double number => PythonFloat.Json(number),
            _ => throw new PythonError($"Object of type {Types.NameOf(value)} is not JSON serializable"),
        };

        private IEnumerable<KeyValuePair<object?, object?>> Entries(PythonMapping mapping) =>
            sortsKeys ? SortFilters.Sorted(mapping.Entries, entry => entry.Key, false) : mapping.Entries;

        private void AppendAll<T>(IEnumerable<T> items, string brackets, int level, Action<T> append)
        {
            var isEmpty = true;
            _text.Append(brackets[0]);
            foreach (var item in items)
            {
                _text.Append(isEmpty ? "" : itemSeparator);
                AppendLine(level + 1);
                append(item);
                isEmpty = false;
            }

            if (!isEmpty)
            {
                AppendLine(level);
            }

            _text.Append(brackets[1]);
        }

        private void AppendLine(int level)
        {
            if (indent is not null)
            {
                Limits.Characters(_text.Length + ((long)indent.Length * level));
                _text.Append('\n').Insert(_text.Length, indent, level);
            }
        }

        private void AppendText(string text)
        {
            _text.Append('"');
            foreach (var unit in text)
            {
                if (unit is '"' or '\\' or < ' ' || (isAscii && unit > '\u007f'))
                {
                    _text.Append(Escaped(unit));
                }
                else
                {
                    _text.Append(unit);
                }
            }

            _text.Append('"');
        }
    }
}
