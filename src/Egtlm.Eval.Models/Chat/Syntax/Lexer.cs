using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Syntax;

/// <summary>
/// Splits a template into text and tags with <c>trim_blocks</c> and <c>lstrip_blocks</c> on, as transformers sets them.
/// Source of the rules: Jinja's template documentation, "Whitespace Control".
/// </summary>
internal sealed class Lexer
{
    private readonly TemplateSource _source;
    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private int _at;

    /// <summary>What came before ended with a newline, so blanks before a block tag are an indent.</summary>
    private bool _startsLine = true;

    private Lexer(TemplateSource source) => (_source, _text) = (source, source.Text);

    /// <returns>The tokens without the comments; the last one is <see cref="TokenKind.End"/>.</returns>
    public static IReadOnlyList<Token> Read(TemplateSource source)
    {
        var lexer = new Lexer(source);
        while (lexer._at < source.Text.Length)
        {
            lexer.ReadPart();
        }

        lexer._tokens.Add(new Token(TokenKind.End, "", null, source.Text.Length));
        return lexer._tokens;
    }

    private void ReadPart()
    {
        var tag = NextTag(_at);
        if (tag < 0)
        {
            AddText(_at, _text.Length);
            _at = _text.Length;
            return;
        }

        var sign = SignAfter(tag + 2);
        AddTextBefore(tag, sign);
        _at = tag + (sign == '\0' ? 2 : 3);
        switch (_text[tag + 1])
        {
            case '#':
                SkipComment(tag);
                break;
            case '{':
                ReadTag(TokenKind.OutputStart, TokenKind.OutputEnd, "}}", tag);
                break;
            default:
                ReadBlock(tag);
                break;
        }
    }

    private int NextTag(int from)
    {
        while ((from = _text.IndexOf('{', from)) >= 0 && from + 1 < _text.Length)
        {
            if (_text[from + 1] is '{' or '%' or '#')
            {
                return from;
            }

            from++;
        }

        return -1;
    }

    private char SignAfter(int at) => at < _text.Length && _text[at] is '-' or '+' ? _text[at] : '\0';

    private void AddText(int from, int to)
    {
        if (to > from)
        {
            _tokens.Add(new Token(TokenKind.Text, _text[from..to], null, from));
        }
    }

    private void AddTextBefore(int tag, char sign)
    {
        var end = tag;
        if (sign == '-')
        {
            end = _at + PythonString.TrimEnd(_text.AsSpan(_at, tag - _at)).Length;
        }
        else if (sign == '\0' && _text[tag + 1] != '{')
        {
            var start = tag == _at ? _at : _text.LastIndexOf('\n', tag - 1, tag - _at) + 1;
            start = start == 0 || start < _at ? _at : start;
            var isLineStart = start > _at || _startsLine;
            if (isLineStart && PythonString.TrimEnd(_text.AsSpan(start, tag - start)).Length == 0)
            {
                end = start;
            }
        }

        AddText(_at, end);
    }

    private void SkipComment(int tag)
    {
        var end = _text.IndexOf("#}", _at, StringComparison.Ordinal);
        if (end < 0)
        {
            throw _source.Error(tag, "the comment is not closed", "close it with '#}'");
        }

        var sign = end > _at ? _text[end - 1] : '\0';
        _at = AfterEnd(end + 2, sign);
    }

    private void ReadBlock(int tag)
    {
        var name = TagName(_at);
        if (name.Text == "raw" && EndOfBlock(name.After, out var sign) is { } after)
        {
            _at = after;
            _at = sign == '-' ? SkipBlanks(after) : after; // trim_blocks does not touch the start of a raw block
            _startsLine = _text[_at - 1] == '\n';
            ReadRaw(tag);
            return;
        }

        ReadTag(TokenKind.BlockStart, TokenKind.BlockEnd, "%}", tag);
    }

    private void ReadRaw(int tag)
    {
        for (var open = _at; (open = _text.IndexOf("{%", open, StringComparison.Ordinal)) >= 0; open += 2)
        {
            var sign = SignAfter(open + 2);
            var name = TagName(open + (sign == '\0' ? 2 : 3));
            if (name.Text == "endraw" && EndOfBlock(name.After, out var endSign) is { } after)
            {
                AddTextBefore(open, sign);
                _at = AfterEnd(after, endSign);
                return;
            }
        }

        throw _source.Error(tag, "the raw block is not closed", "close it with '{% endraw %}'");
    }

    /// <summary>The name that a block tag starts with, and where it ends.</summary>
    private (string Text, int After) TagName(int at)
    {
        var start = SkipBlanks(at);
        var end = start;
        while (end < _text.Length && char.IsAsciiLetter(_text[end]))
        {
            end++;
        }

        return (_text[start..end], end);
    }

    /// <summary>The offset after the <c>%}</c> of a block without further words; null where there are some.</summary>
    private int? EndOfBlock(int at, out char sign)
    {
        var end = SkipBlanks(at);
        sign = SignAfter(end);
        end += sign == '\0' ? 0 : 1;
        return string.CompareOrdinal(_text, end, "%}", 0, 2) == 0 ? end + 2 : null;
    }

    private void ReadTag(TokenKind start, TokenKind end, string close, int tag)
    {
        _tokens.Add(new Token(start, "", null, tag));
        var (at, sign) = TagLexer.Read(_source, _at, close, tag, _tokens);
        _tokens.Add(new Token(end, "", null, at));
        _at = at + close.Length + (sign == '\0' ? 0 : 1);

        // trim_blocks is about blocks: the newline after an output stays.
        _at = end == TokenKind.BlockEnd ? AfterEnd(_at, sign) : sign == '-' ? SkipBlanks(_at) : _at;
        _startsLine = _text[_at - 1] == '\n';
    }

    /// <summary>The offset after what the end of a block or comment takes with it.</summary>
    private int AfterEnd(int at, char sign)
    {
        var after = sign == '-' ? SkipBlanks(at) : sign != '+' && at < _text.Length && _text[at] == '\n' ? at + 1 : at;
        _startsLine = _text[after - 1] == '\n';
        return after;
    }

    private int SkipBlanks(int at)
    {
        while (at < _text.Length && PythonString.IsSpace(_text[at]))
        {
            at++;
        }

        return at;
    }
}
