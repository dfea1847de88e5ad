using System.Buffers;
using System.Globalization;
using System.Text;

namespace Egtlm.Eval.Results;

/// <summary>
/// Reads JSON as Python writes it: bare NaN and infinities, integers apart from floats, lone surrogates kept.
/// </summary>
public sealed class MtebJsonReader
{
    // Result files nest five deep; the limit keeps a hostile file from exhausting the stack.
    private const int MostLevels = 64;
    private static readonly SearchValues<char> s_numberCharacters = SearchValues.Create("+-.0123456789Ee");
    private readonly string _text;
    private int _at;
    private int _depth;

    private MtebJsonReader(string text) => _text = text;

    /// <summary>Parses one document.</summary>
    /// <exception cref="FormatException">The text is not JSON; the message names line and column.</exception>
    public static ScoreValue Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new MtebJsonReader(text);
        var value = reader.ReadValue();
        reader.SkipSpace();
        return reader._at == text.Length ? value : throw reader.Error("the end of the document");
    }

    /// <summary>Parses one UTF-8 document; a byte order mark is skipped.</summary>
    /// <exception cref="FormatException">The bytes are not UTF-8 or not JSON.</exception>
    public static ScoreValue Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Read(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8).TrimStart('\uFEFF'));
        }
        catch (DecoderFallbackException error)
        {
            throw new FormatException("not UTF-8 text: " + error.Message, error);
        }
    }

    private ScoreValue ReadValue()
    {
        SkipSpace();
        return Peek() switch
        {
            '{' => ReadNested(ReadMap),
            '[' => ReadNested(ReadList),
            '"' => new ScoreValue.Text(ReadString()),
            't' => ReadWord("true", new ScoreValue.Truth(true)),
            'f' => ReadWord("false", new ScoreValue.Truth(false)),
            'n' => ReadWord("null", new ScoreValue.Null()),
            'N' => ReadWord("NaN", new ScoreValue.Number(double.NaN)),
            'I' => ReadWord("Infinity", new ScoreValue.Number(double.PositiveInfinity)),
            '-' when _text.AsSpan(_at).StartsWith("-I", StringComparison.Ordinal) =>
                ReadWord("-Infinity", new ScoreValue.Number(double.NegativeInfinity)),
            '-' or (>= '0' and <= '9') => ReadNumber(),
            _ => throw Error("a value"),
        };
    }

    private ScoreValue ReadNested(Func<ScoreValue> read)
    {
        _depth = _depth < MostLevels ? _depth + 1 : throw Error($"at most {MostLevels} nested levels");
        _at++;
        var value = read();
        _at++;
        _depth--;
        return value;
    }

    private ScoreValue.Map ReadMap()
    {
        var items = new Scores();
        for (SkipSpace(); Peek() != '}'; SkipSpace())
        {
            if (items.Count > 0)
            {
                Expect(',');
                SkipSpace();
            }

            var name = Peek() == '"' ? ReadString() : throw Error("a quoted name");
            SkipSpace();
            Expect(':');
            items.Set(name, ReadValue());
        }

        return new ScoreValue.Map(items);
    }

    private ScoreValue.List ReadList()
    {
        var items = new List<ScoreValue>();
        for (SkipSpace(); Peek() != ']'; SkipSpace())
        {
            if (items.Count > 0)
            {
                Expect(',');
            }

            items.Add(ReadValue());
        }

        return new ScoreValue.List(items);
    }

    private string ReadString()
    {
        var text = new StringBuilder();
        for (_at++; Peek() != '"'; _at++)
        {
            var unit = Peek();
            text.Append(unit < ' ' ? throw Error("'\"' or an escape") : unit == '\\' ? ReadEscape() : unit);
        }

        _at++;
        return text.ToString();
    }

    private char ReadEscape()
    {
        _at++;
        switch (Peek())
        {
            case '"' or '\\' or '/':
                return _text[_at];
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _at + 4 < _text.Length && ushort.TryParse(
                _text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _at += 4;
                return (char)unit;
            default:
                throw Error("an escape sequence");
        }
    }

    private ScoreValue ReadNumber()
    {
        var rest = _text.AsSpan(_at);
        var end = rest.IndexOfAnyExcept(s_numberCharacters);
        var number = end < 0 ? rest : rest[..end];
        var digits = number.TrimStart('-');
        var hasLeadingZero = digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]);
        var isFormed = number.Length - digits.Length <= 1 && digits.Length > 0 && !hasLeadingZero
            && char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[^1]);
        ScoreValue? value = null;
        var culture = CultureInfo.InvariantCulture;
        if (isFormed && long.TryParse(number, NumberStyles.AllowLeadingSign, culture, out var whole))
        {
            value = new ScoreValue.Whole(whole);
        }
        else if (isFormed && double.TryParse(number, NumberStyles.Float, culture, out var real))
        {
            value = new ScoreValue.Number(real);
        }

        _at += value is null ? 0 : number.Length;
        return value ?? throw Error("a number");
    }

    private ScoreValue ReadWord(string word, ScoreValue value)
    {
        if (!_text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal))
        {
            throw Error($"'{word}'");
        }

        _at += word.Length;
        return value;
    }

    private void Expect(char character)
    {
        _at = Peek() == character ? _at + 1 : throw Error($"'{character}'");
    }

    /// <summary>The next character; NUL, which no JSON has outside a string, at the end.</summary>
    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private void SkipSpace()
    {
        while (Peek() is ' ' or '\n' or '\r' or '\t')
        {
            _at++;
        }
    }

    private FormatException Error(string expected)
    {
        var read = _text.AsSpan(0, Math.Min(_at, _text.Length));
        var found = _at < _text.Length ? $"'{_text[_at]}'" : "the end of the file";
        var column = read.Length - read.LastIndexOf('\n');
        return new FormatException($"line {read.Count('\n') + 1}, column {column}: expected {expected}, found {found}");
    }
}
