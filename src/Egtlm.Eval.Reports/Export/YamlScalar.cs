using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Reports.Export;

/// <summary>Values of a mapping as PyYAML's <c>yaml.dump</c> writes them, but never folded at 80 columns.</summary>
/// <remarks>
/// Source: PyYAML 6.0 emitter.py (analyze_scalar) and resolver.py. A text that YAML 1.2 reads as a number and
/// PyYAML does not, such as a commit <c>12e34</c>, is quoted too: the hub reads model cards with a YAML 1.2 parser.
/// </remarks>
internal static partial class YamlScalar
{
    private static readonly string[] s_words =
    [
        "", "~", "null", "true", "false", "yes", "no", "on", "off", "=", "<<",
    ];

    public static string Of(string? text) => text switch
    {
        null => "null",
        _ when text.Any(unit => unit is < ' ' or > '~') => DoubleQuoted(text),
        _ when IsPlain(text) => text,
        _ => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
    };

    /// <summary>Python's repr with a point, which YAML 1.1 wants of a float: <c>1.0e-05</c>.</summary>
    public static string Of(double value)
    {
        var text = PythonFloat.Repr(value);
        var exponent = text.IndexOf('e', StringComparison.Ordinal);
        return exponent > 0 && !text.Contains('.', StringComparison.Ordinal) ? text.Insert(exponent, ".0") : text;
    }

    private static bool IsPlain(string text) =>
        !s_words.Contains(text.ToLowerInvariant())
        && !Number().IsMatch(text)
        && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        && !Marked().IsMatch(text);

    // Integers with signs, underscores, bases and sexagesimals, floats, .inf and .nan, dates.
    [GeneratedRegex(@"^([-+]?0(b[01_]+|x[0-9a-fA-F_]+|o?[0-7_]+)|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])*(\.[0-9_]*)?"
        + @"|[-+]?\.([0-9][0-9_]*|inf|Inf|INF)|\.(nan|NaN|NAN)|\d{4}-\d\d?-\d\d?([Tt ].*)?)$")]
    private static partial Regex Number();

    // What begins or ends something else in YAML.
    [GeneratedRegex(@"^[#,\[\]{}&*!|>'""%@`]|^[-?:]( |$)|^(---|\.\.\.)|^ | $|: |:$| #")]
    private static partial Regex Marked();

    private static string DoubleQuoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\t' => quoted.Append("\\t"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                >= ' ' and <= '~' => quoted.Append((char)rune.Value),
                <= 0xff => quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}"),
                <= 0xffff => quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                _ => quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}"),
            };
        }

        return quoted.Append('"').ToString();
    }
}
