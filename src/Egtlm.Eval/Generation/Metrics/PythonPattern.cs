using System.Text;
using System.Text.RegularExpressions;

namespace Egtlm.Eval.Generation.Metrics;

/// <summary>Regular expressions written for Python's <c>re</c>, as task files have them.</summary>
public static class PythonPattern
{
    private const string Word = @"\p{L}\p{N}_";
    private const string Space = @"\s\x1c-\x1f"; // .NET's \s lacks these four
    private const string Boundary = $"(?:(?<=[{Word}])(?![{Word}])|(?<![{Word}])(?=[{Word}]))";
    private const string NoBoundary = $"(?:(?<=[{Word}])(?=[{Word}])|(?<![{Word}])(?![{Word}]))";

    /// <summary>A pattern that matches what Python matches.</summary>
    /// <remarks>
    /// Rewritten are <c>\s \S \w \W \b \B \Z</c>, named groups, <c>{,n}</c> and brackets within a set. Not rewritten:
    /// <c>\S</c> and <c>\W</c> within a set. A dot takes half of a character beyond U+FFFF.
    /// </remarks>
    /// <exception cref="EvaluationException">The pattern is not one.</exception>
    public static Regex Compile(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        try
        {
            return new Regex(Translated(pattern), RegexOptions.CultureInvariant);
        }
        catch (ArgumentException failure)
        {
            throw new EvaluationException(
                $"'{pattern}' is not a regular expression that is understood: {failure.Message}",
                "write it for Python's re, without (?a), (?L), (?u) and \\N{...}");
        }
    }

    private static string Translated(string pattern)
    {
        var result = new StringBuilder();
        var setStart = -1; // place of the bracket that opened the set
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length)
            {
                result.Append(Escape(pattern[++i], setStart >= 0));
            }
            else if (setStart >= 0)
            {
                var isFirst = i == setStart + 1 || (i == setStart + 2 && pattern[i - 1] == '^');
                setStart = pattern[i] == ']' && !isFirst ? -1 : setStart;
                result.Append(pattern[i] == '[' ? @"\[" : pattern[i].ToString());
            }
            else
            {
                setStart = pattern[i] == '[' ? i : -1;
                result.Append(Plain(pattern, ref i));
            }
        }

        return result.ToString();
    }

    private static string Escape(char letter, bool isInSet) => (letter, isInSet) switch
    {
        ('s', false) => $"[{Space}]",
        ('s', true) => Space,
        ('S', false) => $"[^{Space}]",
        ('w', false) => $"[{Word}]",
        ('w', true) => Word,
        ('W', false) => $"[^{Word}]",
        ('b', false) => Boundary,
        ('B', false) => NoBoundary,
        ('Z', false) => @"\z",
        _ => $@"\{letter}",
    };

    private static string Plain(string pattern, ref int place)
    {
        var rest = pattern.AsSpan(place);
        if (rest.StartsWith("(?P<"))
        {
            place += 3;
            return "(?<";
        }

        if (rest.StartsWith("(?P=") && rest.IndexOf(')') is > 0 and var end)
        {
            var name = rest[4..end].ToString();
            place += end;
            return $@"\k<{name}>";
        }

        if (rest.Length > 2 && rest.StartsWith("{,") && char.IsAsciiDigit(rest[2]))
        {
            place++;
            return "{0,";
        }

        return pattern[place].ToString();
    }
}
