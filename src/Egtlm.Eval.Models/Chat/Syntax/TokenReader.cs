namespace Egtlm.Eval.Models.Chat.Syntax;

/// <summary>A cursor over the tokens of a template.</summary>
internal sealed class TokenReader(TemplateSource source)
{
    /// <summary>
    /// Levels of nesting that no real template comes near; templates come from untrusted folders and must not
    /// overflow the stack.
    /// </summary>
    private const int MostLevels = 100;

    private readonly IReadOnlyList<Token> _tokens = Lexer.Read(source);
    private int _at;
    private int _level;

    public Token Current => _tokens[_at];

    public Token Following => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    /// <summary>Names that something is assigned to, or that the template asks for with <c>is defined</c>.</summary>
    public HashSet<string> KnownNames { get; } = new(StringComparer.Ordinal);

    /// <summary>The place of the current token, for <see cref="NamesSince"/>.</summary>
    public int Place => _at;

    /// <summary>The names between a place and the current one.</summary>
    public IEnumerable<Token> NamesSince(int place) =>
        _tokens.Take(place.._at).Where(token => token.Kind == TokenKind.Name);

    public Token Next()
    {
        var token = Current;
        _at = Math.Min(_at + 1, _tokens.Count - 1);
        return token;
    }

    public bool SkipName(string name) => Skip(Current.IsName(name));

    public bool SkipOperator(string text) => Skip(Current.IsOperator(text));

    public void Expect(string text)
    {
        if (!SkipOperator(text))
        {
            throw Unexpected($"'{text}'");
        }
    }

    public void ExpectName(string name)
    {
        if (!SkipName(name))
        {
            throw Unexpected($"'{name}'");
        }
    }

    public Token ExpectAnyName() => Current.Kind == TokenKind.Name ? Next() : throw Unexpected("a name");

    public void Expect(TokenKind kind)
    {
        if (Next() is { } found && found.Kind != kind)
        {
            var expected = new Token(kind, "", null, 0).Description;
            throw Error(found.Offset, $"expected {expected}, found {found.Description}");
        }
    }

    public EvaluationException Unexpected(string expected) =>
        Error(Current.Offset, $"expected {expected}, found {Current.Description}");

    public EvaluationException Error(int offset, string message, string? hint = null) =>
        source.Error(offset, message, hint);

    /// <summary>A construct of Jinja that this subset lacks, or that Jinja lacks too.</summary>
    public EvaluationException Unsupported(int offset, string what, IEnumerable<string> supported)
    {
        var names = string.Join(", ", supported.Order(StringComparer.Ordinal));
        return Error(offset, $"{what} is not supported", $"supported: {names}");
    }

    /// <summary>Parses a part that can hold itself.</summary>
    public T Nested<T>(Func<T> parse)
    {
        if (++_level > MostLevels)
        {
            throw Error(Current.Offset, $"nested deeper than {MostLevels} levels");
        }

        var parsed = parse();
        _level--;
        return parsed;
    }

    /// <summary>Items between commas up to the closing mark; a comma may come last.</summary>
    public List<T> ReadList<T>(string end, Func<T> readItem)
    {
        var items = new List<T>();
        while (!SkipOperator(end))
        {
            if (items.Count > 0)
            {
                Expect(",");
                if (SkipOperator(end))
                {
                    break;
                }
            }

            items.Add(readItem());
        }

        return items;
    }

    private bool Skip(bool found)
    {
        _at += found ? 1 : 0;
        return found;
    }
}
