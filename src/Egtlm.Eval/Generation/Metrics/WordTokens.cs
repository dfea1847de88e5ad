using System.Text.RegularExpressions;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Metrics;

/// <summary>Words and punctuation of a text in lower case, cut as NLTK's <c>word_tokenize</c> cuts them.</summary>
/// <remarks>
/// Behaviour after the documentation and rules of NLTK 3.10 <c>NLTKWordTokenizer</c> (an improved Penn Treebank
/// tokenizer); sentences first, see <see cref="SentenceBreaks"/>.
/// </remarks>
public static class WordTokens
{
    // In this order; each puts spaces around something.
    private static readonly (Regex Pattern, string Replacement)[] s_beforeEnd =
    [
        Rule("([«“‘„]|`+)", " $1 "),
        Rule("^\"", "``"),
        Rule("(``)", " $1 "),
        Rule("""([ (\[{<])("|'{2})""", "$1 `` "),
        Rule(@"(?<!\w)(')(?!(?:re|ve|ll|m|t|s|d|n)\b)(?=\w)", "$1 "),
        Rule("""([^.])(\.)([\])}>"'»”’ ]*)\s*$""", "$1 $2 $3 "), // only the period at the very end
        Rule(@"([:,])([^\d])", " $1 $2"),
        Rule("([:,])$", " $1 "),
        Rule(@"(\.{2,})", " $1 "),
        Rule("([;@#$%&])", " $1 "),
        Rule("([\u2012-\u2015])", " $1 "),
        Rule("""([^.])(\.)([\])}>"']*)\s*$""", "$1 $2$3 "),
        Rule("([?!])", " $1 "),
        Rule("([^'])' ", "$1 ' "),
        Rule("([*])", " $1 "),
        Rule(@"([\]\[(){}<>])", " $1 "),
        Rule("(--)", " $1 "),
    ];

    private static readonly (Regex Pattern, string Replacement)[] s_withinSpaces =
    [
        Rule("([»”’])", " $1 "),
        Rule("''", " '' "),
        Rule("\"", " '' "),
        Rule(@"\s+", " "),
        Rule("([^' ])('s|'m|'d|') ", "$1 $2 "),
        Rule("([^' ])('ll|'re|'ve|n't) ", "$1 $2 "),
        Rule(@"\b(can)(not)\b", " $1 $2 "),
        Rule(@"\b(d)('ye)\b", " $1 $2 "),
        Rule(@"\b(gim)(me)\b", " $1 $2 "),
        Rule(@"\b(gon)(na)\b", " $1 $2 "),
        Rule(@"\b(got)(ta)\b", " $1 $2 "),
        Rule(@"\b(lem)(me)\b", " $1 $2 "),
        Rule(@"\b(more)('n)\b", " $1 $2 "),
        Rule(@"\b(wan)(na)(?=\s)", " $1 $2 "),
        Rule(@" ('t)(is)\b", " $1 $2 "),
        Rule(@" ('t)(was)\b", " $1 $2 "),
    ];

    /// <param name="text">In lower case.</param>
    public static IReadOnlyList<string> Of(string text) => [.. SentenceBreaks.Split(text).SelectMany(Words)];

    private static string[] Words(string sentence)
    {
        var text = $" {Applied(s_beforeEnd, sentence)} ";
        return PythonText.Split(Applied(s_withinSpaces, text));
    }

    private static string Applied((Regex Pattern, string Replacement)[] rules, string text) =>
        rules.Aggregate(text, (soFar, rule) => rule.Pattern.Replace(soFar, rule.Replacement));

    private static (Regex Pattern, string Replacement) Rule(string pattern, string replacement) =>
        (PythonPattern.Compile(pattern), replacement);
}
