using System.Text.RegularExpressions;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Instructions.English;

/// <summary>Splits English text into words and marks, after the conventions of the Penn Treebank.</summary>
/// <remarks>
/// Marks stand alone, contractions are two words (<c>DO N'T</c>, <c>CAN NOT</c>), hyphens and inner full stops stay.
/// Gives the tokens of nltk's <c>word_tokenize</c> for all texts of goldens/genreg/ifeval.json; not followed are its
/// rarest rules, such as <c>D'YE</c>.
/// </remarks>
internal static partial class WordTokens
{
    /// <summary>The tokens; straight double quotes become <c>``</c> and <c>''</c>.</summary>
    public static IReadOnlyList<string> Of(string text) =>
        [.. SentenceSplitter.Split(text).SelectMany(OfSentence)];

    private static IEnumerable<string> OfSentence(string sentence)
    {
        var spaced = OpeningQuote().Replace(sentence, " `` ");
        spaced = ClosingQuote().Replace(spaced, " '' ");
        spaced = FinalStop().Replace(spaced, " . ");
        spaced = Mark().Replace(spaced, " $0 ");
        spaced = CommaOrColon().Replace(spaced, " $0 ");
        return PythonText.Split(spaced).SelectMany(Parts);
    }

    // A contraction as its parts.
    private static IEnumerable<string> Parts(string word)
    {
        var spaced = word is "''" or "'" ? word : LeadingQuote().Replace(word, "' ");
        spaced = Clitic().Replace(spaced, " $0");
        spaced = Compound().Replace(spaced, "$1$2$3$4$5$6 ");
        return PythonText.Split(spaced);
    }

    [GeneratedRegex("""(?<=^|[ (\[{<])(?:"|'{2})|``""")]
    private static partial Regex OpeningQuote();

    [GeneratedRegex("\"|''")]
    private static partial Regex ClosingQuote();

    // The full stop that ends the sentence, before closing marks.
    [GeneratedRegex("""(?<=[^.])\.(?=[\])}>"'»”’\s]*$)""")]
    private static partial Regex FinalStop();

    [GeneratedRegex(@"\.{2,}|--|[;@#$%&?!*\[\](){}<>«»“”„‘’]")]
    private static partial Regex Mark();

    [GeneratedRegex("[:,](?=[^0-9]|$)")]
    private static partial Regex CommaOrColon();

    [GeneratedRegex("^'(?!(?:re|ve|ll|m|s|d)$)(?=.)", RegexOptions.IgnoreCase)]
    private static partial Regex LeadingQuote();

    [GeneratedRegex("(?<=[^' ])(?:'[sSmMdD]?|'ll|'LL|'re|'RE|'ve|'VE|n't|N'T)$")]
    private static partial Regex Clitic();

    // The first half of 'cannot' and its like.
    [GeneratedRegex(
        @"\b(?:(can)(?=not\b)|(gim)(?=me\b)|(gon)(?=na\b)|(got)(?=ta\b)|(lem)(?=me\b)|(wan)(?=na$))",
        RegexOptions.IgnoreCase)]
    private static partial Regex Compound();
}
