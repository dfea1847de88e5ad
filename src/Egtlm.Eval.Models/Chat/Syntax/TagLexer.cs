using System.Collections.Frozen;
using System.Globalization;
using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Syntax;

/// <summary>Splits the inside of a tag into names, numbers, strings and operators.</summary>
internal sealed class TagLexer
{
    /// <summary>Every operator of Jinja, longest first.</summary>
    private static readonly string[] Operators =
    [
        "//", "**", "==", "!=", ">=", "<=",
        "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";",
    ];

    private static readonly FrozenDictionary<char, char> Closing =
        new Dictionary<char, char> { ['('] = ')', ['['] = ']', ['{'] = '}' }.ToFrozenDictionary();

    private readonly TemplateSource _source;
    private readonly string _text;
    private readonly List<Token> _tokens;
    private readonly Stack<char> _open = [];
    private int _at;

    private TagLexer(TemplateSource source, int at, List<Token> tokens) =>
        (_source, _text, _at, _tokens) = (source, source.Text, at, tokens);

    /// <summary>Reads up to the closing mark of the tag.</summary>
    /// <returns>Where the closing mark starts with its sign, and the sign (or 0).</returns>
    public static (int At, char Sign) Read(TemplateSource source, int at, string close, int tag, List<Token> tokens)
    {
        var lexer = new TagLexer(source, at, tokens);
        while (lexer._at < source.Text.Length)
        {
            if (PythonString.IsSpace(source.Text[lexer._at]))
            {
                lexer._at++;
            }
            else if (lexer._open.Count == 0 && lexer.ClosingSign(close) is { } sign)
            {
                return (lexer._at, sign);
            }
            else
            {
                lexer.ReadToken();
            }
        }

        throw source.Error(tag, "the tag is not closed", $"close it with '{close}'");
    }

    /// <summary>The sign of the closing mark at this place; null where there is no closing mark.</summary>
    private char? ClosingSign(string close)
    {
        var first = _text[_at];
        var isSigned = first == '-' || (first == '+' && close == "%}");
        var at = isSigned ? _at + 1 : _at;
        return string.CompareOrdinal(_text, at, close, 0, close.Length) != 0 ? null : isSigned ? first : '\0';
    }

    private void ReadToken()
    {
        var first = _text[_at];
        if (char.IsAsciiDigit(first))
        {
            ReadNumber();
        }
        else if (first == '_' || char.IsLetter(first))
        {
            var start = _at;
            while (_at < _text.Length && (_text[_at] == '_' || char.IsLetterOrDigit(_text[_at])))
            {
                _at++;
            }

            _tokens.Add(new Token(TokenKind.Name, _text[start.._at], null, start));
        }
        else if (first is '\'' or '"')
        {
            var start = _at;
            var (value, after) = StringLiteral.Read(_source, _at);
            _tokens.Add(new Token(TokenKind.String, value, null, start));
            _at = after;
        }
        else
        {
            ReadOperator();
        }
    }

    private void ReadNumber()
    {
        var match = NumberPattern.Float().Match(_text, _at);

        // '1.0' right after a dot is two subscripts: a.1.0
        if (match.Success && (_at == 0 || _text[_at - 1] != '.'))
        {
            AddNumber(match.Length, double.Parse(Digits(match.Value), CultureInfo.InvariantCulture));
            return;
        }

        match = NumberPattern.Integer().Match(_text, _at);
        if (!long.TryParse(Digits(match.Value), CultureInfo.InvariantCulture, out var whole))
        {
            throw _source.Error(_at, $"the integer '{match.Value}' is not supported", "64-bit decimal integers are");
        }

        AddNumber(match.Length, whole);
    }

    private static string Digits(string number) => number.Replace("_", "", StringComparison.Ordinal);

    private void AddNumber(int length, object value)
    {
        var end = _at + length;
        if (end < _text.Length && (_text[end] == '_' || char.IsLetterOrDigit(_text[end])))
        {
            throw _source.Error(
                _at, $"the number '{_text[_at..(end + 1)]}...' is not supported", "decimal numbers are");
        }

        _tokens.Add(new Token(TokenKind.Number, _text[_at..end], value, _at));
        _at = end;
    }

    private void ReadOperator()
    {
        var found = Operators.FirstOrDefault(text => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0)
            ?? throw _source.Error(_at, $"unexpected character '{_text[_at]}'");
        var first = found[0];
        if (found.Length == 1 && Closing.TryGetValue(first, out var closing))
        {
            _open.Push(closing);
        }
        else if (first is ')' or ']' or '}' && !(_open.TryPop(out var expected) && expected == first))
        {
            throw _source.Error(_at, $"unexpected '{first}'");
        }

        _tokens.Add(new Token(TokenKind.Operator, found, null, _at));
        _at += found.Length;
    }
}
