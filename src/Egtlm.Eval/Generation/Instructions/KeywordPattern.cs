using System.Text.RegularExpressions;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>A keyword that is a regular expression, matched in any case unless said.</summary>
internal sealed class KeywordPattern
{
    // What Python's \b sees as a word: letters (those of planes 2 and 3, Han, are surrogate pairs here), numbers and _,
    // but no combining marks, which .NET's \b counts in.
    private const string WordCharacter = @"(?:[\p{L}\p{N}_]|[\uD840-\uD88F][\uDC00-\uDFFF])";

    private const string Boundary =
        $"(?:(?<={WordCharacter})(?!{WordCharacter})|(?<!{WordCharacter})(?={WordCharacter}))";

    // A keyword takes microseconds; the limit ends patterns that backtrack without end.
    private const int MostSeconds = 2;

    private readonly string _argument;
    private readonly string _keyword;
    private readonly Regex _pattern;

    /// <param name="argument">Name of the argument, for failures.</param>
    /// <param name="keyword">A regular expression; its classes such as <c>\w</c> are those of .NET.</param>
    /// <exception cref="EvaluationException">It is not a regular expression.</exception>
    public KeywordPattern(string argument, string keyword)
        : this(argument, keyword, keyword, RegexOptions.IgnoreCase)
    {
    }

    private KeywordPattern(string argument, string keyword, string pattern, RegexOptions options)
    {
        _argument = argument;
        _keyword = keyword;
        try
        {
            _pattern = new Regex(pattern, options | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(MostSeconds));
        }
        catch (ArgumentException error)
        {
            throw new EvaluationException(
                $"'{keyword}' in argument '{argument}' is not a regular expression: {error.Message}",
                $"keywords of IFEval are regular expressions; to find the text itself: '{Regex.Escape(keyword)}'",
                error);
        }
    }

    /// <summary>The keyword between word boundaries, as Python's <c>\b</c> finds them.</summary>
    public static KeywordPattern Word(string argument, string keyword) =>
        new(argument, keyword, Boundary + keyword + Boundary, RegexOptions.IgnoreCase);

    /// <summary>The keyword in its own case, and a pattern behind it.</summary>
    public static KeywordPattern CaseSensitive(string argument, string keyword, string rest) =>
        new(argument, keyword, keyword + rest, RegexOptions.None);

    public bool Occurs(string text) => Limited(() => _pattern.IsMatch(text));

    /// <summary>Occurrences that do not overlap.</summary>
    public int Count(string text) => Limited(() => _pattern.Count(text));

    private T Limited<T>(Func<T> match)
    {
        try
        {
            return match();
        }
        catch (RegexMatchTimeoutException error)
        {
            throw new EvaluationException(
                $"the regular expression '{_keyword}' in argument '{_argument}' took longer than {MostSeconds} s",
                "write it without nested repetition", error);
        }
    }
}
