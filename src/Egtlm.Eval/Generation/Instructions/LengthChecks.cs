using System.Text.RegularExpressions;
using Egtlm.Eval.Data;
using Egtlm.Eval.Generation.Instructions.English;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>IFEval's <c>length_constraints:*</c>.</summary>
internal static partial class LengthChecks
{
    /// <summary>Number of sentences, as <see cref="SentenceSplitter"/> finds them.</summary>
    public static Func<string, bool> Sentences(InstructionArguments arguments)
    {
        var bound = arguments.Bound("num_sentences", "relation");
        return response => bound.Holds(SentenceSplitter.Split(response).Count);
    }

    /// <summary>Exact number of paragraphs between <c>***</c>; blank ones count only at the ends, as none.</summary>
    public static Func<string, bool> Paragraphs(InstructionArguments arguments)
    {
        var count = arguments.Count("num_paragraphs");
        return response =>
        {
            var paragraphs = Divider().Split(response);
            bool[] isBlank = [.. paragraphs.Select(PythonCase.IsBlank)];
            var hasBlankInside = isBlank.Skip(1).SkipLast(1).Contains(true);
            return !hasBlankInside && isBlank.Count(blank => !blank) == count;
        };
    }

    /// <summary>Number of runs of letters, numbers and <c>_</c>.</summary>
    public static Func<string, bool> Words(InstructionArguments arguments)
    {
        var bound = arguments.Bound("num_words", "relation");
        return response => bound.Holds(CountWords(response));
    }

    /// <summary>Exact number of paragraphs between blank lines, and the first word of one of them.</summary>
    /// <remarks>
    /// As in lm-evaluation-harness the n-th paragraph is counted with blank ones, the number of paragraphs without.
    /// </remarks>
    public static Func<string, bool> FirstWordOfParagraph(InstructionArguments arguments)
    {
        var count = arguments.Count("num_paragraphs");
        var nth = arguments.Count("nth_paragraph");
        var firstWord = PythonText.Lower(arguments.Text("first_word"));
        if (nth > count)
        {
            throw new EvaluationException(FormattableString.Invariant(
                $"instruction 'length_constraints:nth_paragraph_first_word': found {nth} in argument 'nth_paragraph', ")
                + FormattableString.Invariant($"expected at most 'num_paragraphs', {count}"));
        }

        return response =>
        {
            var paragraphs = response.Split("\n\n");
            return paragraphs.Count(paragraph => !PythonCase.IsBlank(paragraph)) == count
                && FirstWord(paragraphs[nth - 1]) == firstWord;
        };
    }

    /// <summary>Number of matches of Python's <c>\w+</c>.</summary>
    internal static int CountWords(string text)
    {
        var words = 0;
        var isInside = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isWord = PythonText.IsWord(rune);
            words += isWord && !isInside ? 1 : 0;
            isInside = isWord;
        }

        return words;
    }

    // In lower case, without quotes before it and anything from the first punctuation mark on; null when blank.
    private static string? FirstWord(string paragraph) =>
        PythonText.Split(paragraph) is [var first, ..]
            ? PythonText.Lower(first.TrimStart('\'').TrimStart('"')).Split('.', ',', '?', '!', '\'', '"')[0]
            : null;

    [GeneratedRegex(@"[\s\x1C-\x1F]?\*\*\*[\s\x1C-\x1F]?")]
    private static partial Regex Divider();
}
