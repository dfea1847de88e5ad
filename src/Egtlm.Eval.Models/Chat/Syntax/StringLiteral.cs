using System.Globalization;
using System.Text;

namespace Egtlm.Eval.Models.Chat.Syntax;

/// <summary>Reads a quoted string with Python's escapes.</summary>
internal static class StringLiteral
{
    /// <returns>The value and the offset after the closing quote.</returns>
    public static (string Value, int After) Read(TemplateSource source, int start)
    {
        var text = source.Text;
        var quote = text[start];
        var value = new StringBuilder();
        for (var at = start + 1; at < text.Length;)
        {
            if (text[at] == quote)
            {
                return (value.ToString(), at + 1);
            }

            if (text[at] != '\\' || at + 1 >= text.Length)
            {
                value.Append(text[at++]);
            }
            else
            {
                at = AppendEscape(source, at, value);
            }
        }

        throw source.Error(start, "the string is not closed", $"close it with {quote}");
    }

    private static int AppendEscape(TemplateSource source, int at, StringBuilder value)
    {
        var letter = source.Text[at + 1];
        switch (letter)
        {
            case 'x':
                return AppendHex(source, at, 2, value);
            case 'u':
                return AppendHex(source, at, 4, value);
            case 'U':
                return AppendHex(source, at, 8, value);
            case 'N':
                throw source.Error(at, @"the escape '\N' is not supported", @"write the character or \uXXXX");
            case >= '0' and <= '7':
                return AppendOctal(source.Text, at + 1, value);
            case '\n':
                return at + 2;
            default:
                var named = Named(letter);
                value.Append(named is null ? "\\" + letter : named); // an unknown escape stays as it is written
                return at + 2;
        }
    }

    private static string? Named(char letter) => letter switch
    {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        'a' => "\a",
        'b' => "\b",
        'f' => "\f",
        'v' => "\v",
        '\\' or '\'' or '"' => letter.ToString(),
        _ => null,
    };

    private static int AppendHex(TemplateSource source, int at, int digits, StringBuilder value)
    {
        var end = at + 2 + digits;
        var hex = source.Text.AsSpan(at + 2, Math.Min(digits, source.Text.Length - at - 2));
        if (hex.Length < digits
            || !uint.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code > 0x10FFFF)
        {
            throw source.Error(at, $"the escape '\\{source.Text[at + 1]}' needs {digits} hexadecimal digits");
        }

        return Append(code, end, value);
    }

    private static int AppendOctal(string text, int at, StringBuilder value)
    {
        var code = 0u;
        var end = at;
        while (end < at + 3 && end < text.Length && text[end] is >= '0' and <= '7')
        {
            code = (code * 8) + (uint)(text[end++] - '0');
        }

        return Append(code, end, value);
    }

    private static int Append(uint code, int end, StringBuilder value)
    {
        if (code > 0xFFFF)
        {
            value.Append(new Rune(code).ToString());
        }
        else
        {
            value.Append((char)code);
        }

        return end;
    }
}
