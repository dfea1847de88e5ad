using System.Text;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>IFEval's <c>keywords:*</c>. A keyword is a regular expression, as in lm-evaluation-harness.</summary>
internal static class KeywordChecks
{
    /// <summary>Every keyword occurs somewhere, also inside a word, in any case.</summary>
    public static Func<string, bool> Existence(InstructionArguments arguments)
    {
        KeywordPattern[] keywords =
            [.. arguments.Texts("keywords").Select(keyword => new KeywordPattern("keywords", keyword))];
        return response => keywords.All(keyword => keyword.Occurs(response));
    }

    /// <summary>Occurrences of a keyword, also inside words, in any case.</summary>
    public static Func<string, bool> Frequency(InstructionArguments arguments)
    {
        var keyword = new KeywordPattern("keyword", PythonText.Strip(arguments.Text("keyword")));
        var bound = arguments.Bound("frequency", "relation");
        return response => bound.Holds(keyword.Count(response));
    }

    /// <summary>No such word occurs as a word of its own, in any case.</summary>
    public static Func<string, bool> ForbiddenWords(InstructionArguments arguments)
    {
        KeywordPattern[] words =
            [.. arguments.Texts("forbidden_words").Select(word => KeywordPattern.Word("forbidden_words", word))];
        return response => !words.Any(word => word.Occurs(response));
    }

    /// <summary>Occurrences of one character in any case.</summary>
    /// <remarks>
    /// lm-evaluation-harness counts a random letter where the character is not one of a to z (two prompts of IFEval
    /// ask for '#' and '!'); here that character is counted.
    /// </remarks>
    public static Func<string, bool> LetterFrequency(InstructionArguments arguments)
    {
        var text = PythonText.Lower(PythonText.Strip(arguments.Text("letter")));
        var bound = arguments.Bound("let_frequency", "let_relation");
        Rune[] letters = [.. text.EnumerateRunes()];
        return letters is [var letter]
            ? response => bound.Holds(PythonText.Lower(response).EnumerateRunes().Count(rune => rune == letter))
            : throw new EvaluationException(
                $"instruction 'keywords:letter_frequency': found '{text}' in argument 'letter', expected a character");
    }
}
