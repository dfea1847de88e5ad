using System.Text.RegularExpressions;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Instructions.English;

/// <summary>Splits English text into sentences at <c>. ? !</c>.</summary>
/// <remarks>
/// The decision rules of Punkt (Kiss &amp; Strunk 2006, doi:10.1162/coli.2006.32.4.485) as nltk applies them, with
/// word lists of our own (<see cref="EnglishWords"/>) in place of nltk's English model, which is learned from
/// newspaper text: a full stop after a rarer abbreviation ends a sentence here, and one after a single letter does not
/// before a capitalised rarer word. Collocations are left out. Only ASCII marks count: Chinese text is one sentence.
/// </remarks>
internal static partial class SentenceSplitter
{
    private const string Ends = ".?!";
    private const string AfterEnd = ")\";}]*:@'({[?!"; // what may follow an end without a space. Source: nltk punkt

    /// <summary>The sentences without white space around them.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        List<string> sentences = [];
        var start = 0;
        foreach (var (from, end, next) in Candidates(text))
        {
            if (IsBreak(text[from..end], next < text.Length ? Chunk(text, next) : ""))
            {
                start = Add(sentences, text, start, end);
            }
        }

        Add(sentences, text, start, text.Length);
        return sentences;
    }

    // Closing quotes and brackets behind the end belong to the sentence; returns where the next one starts.
    private static int Add(List<string> sentences, string text, int start, int end)
    {
        var closing = Closing().Match(text, end);
        end = closing.Success ? end + closing.Length : end;
        var sentence = PythonText.Strip(text[Math.Min(start, end)..end]);
        if (sentence.Length > 0)
        {
            sentences.Add(sentence);
        }

        return end;
    }

    // Per chunk between white space: its start, the place behind its last possible end, and what follows there.
    private static IEnumerable<(int From, int End, int Next)> Candidates(string text)
    {
        for (var from = SkipSpace(text, 0); from < text.Length;)
        {
            var to = from + Chunk(text, from).Length;
            var next = SkipSpace(text, to);
            for (var at = to - 1; at >= from; at--)
            {
                var isLast = at == to - 1;
                if (Ends.Contains(text[at]) && (isLast ? next < text.Length : AfterEnd.Contains(text[at + 1])))
                {
                    yield return (from, at + 1, isLast ? next : at + 1);
                    break;
                }
            }

            from = next;
        }
    }

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && PythonText.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    private static string Chunk(string text, int from)
    {
        var to = from;
        while (to < text.Length && !PythonText.IsWhiteSpace(text[to]))
        {
            to++;
        }

        return text[from..to];
    }

    // Whether a chunk up to a possible end holds the end of a sentence, given what comes next.
    private static bool IsBreak(string chunk, string next)
    {
        string[] tokens = [.. Token().Matches(chunk).Select(match => match.Value)];
        var following = Token().Match(next).Value;
        return tokens.Select((token, i) => EndsSentence(token, i + 1 < tokens.Length ? tokens[i + 1] : following))
            .Contains(true);
    }

    private static bool EndsSentence(string token, string next)
    {
        if (token is "?" or "!")
        {
            return true;
        }

        if (token[^1] != '.')
        {
            return false;
        }

        var word = token[..^1];
        if (token.Length == 2 && char.IsLetter(word[0]))
        {
            // An initial: 'J. Bach', but 'plan B. The'.
            return !IsInsideSentence(next) && (!char.IsUpper(next[0]) || EnglishWords.IsUsualInLowerCase(next));
        }

        if (word.EndsWith('.') || EnglishWords.IsAbbreviation(word))
        {
            return token != "." && char.IsUpper(next[0]) && EnglishWords.IsUsualInLowerCase(next);
        }

        return !Number().IsMatch(word) || !IsInsideSentence(next);
    }

    private static bool IsInsideSentence(string next) => char.IsLower(next[0]) || next is "." or "," or ":" or ";";

    // Runs of dashes or dots; words, which quotes, brackets and most marks but the full stop end; single marks.
    [GeneratedRegex("""
        -{2,}|\.{2,}
        |[^\s("`{[:;&#*@)}\]\-,]\S*?(?=$|[)";}\]*:@'({[?!]|-{2,}|\.{2,}|,(?:$|[)";}\]*:@'({[?!]|-{2,}|\.{2,}))
        |\S
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();

    [GeneratedRegex("""\G["')\]}]+?(?:\s+|(?=--)|$)""", RegexOptions.Multiline)]
    private static partial Regex Closing();

    [GeneratedRegex(@"^-?[.,]?\d[\d,.\-]*$")]
    private static partial Regex Number();
}
