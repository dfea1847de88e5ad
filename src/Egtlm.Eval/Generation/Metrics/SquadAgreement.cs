using System.Text;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Metrics;

/// <summary>Exact match and F1 over words, for answers in English.</summary>
/// <remarks>Source: the SQuAD v1.1 evaluation script (Rajpurkar et al. 2016, arXiv:1606.05250).</remarks>
public static class SquadAgreement
{
    /// <param name="answers">Right answers, one at least.</param>
    /// <returns>F1 is 1 where neither side has a word, 0 where one has none (the rule of SQuAD v2).</returns>
    public static AnswerAgreement Of(string prediction, IReadOnlyList<string> answers)
    {
        var text = Normalised(prediction);
        return AnswerAgreement.Best(answers, answer =>
        {
            var right = Normalised(answer);
            return new AnswerAgreement(text == right, F1(PythonText.Split(text), PythonText.Split(right)));
        });
    }

    /// <summary>Lower case, no ASCII punctuation, no articles, single spaces.</summary>
    public static string Normalised(string text)
    {
        var plain = string.Concat(PythonText.Lower(text).Where(unit => !ExactMatch.IsPunctuation(unit)));
        return string.Join(' ', PythonText.Split(WithoutArticles(plain)));
    }

    // Words as Python's \b sees them: "a" before a combining mark is one, "a²" is none.
    private static string WithoutArticles(string text)
    {
        var result = new StringBuilder(text.Length);
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (PythonText.IsWord(rune))
            {
                word.Append(rune.ToString());
            }
            else
            {
                EndWord(result, word);
                result.Append(rune.ToString());
            }
        }

        return EndWord(result, word).ToString();
    }

    private static StringBuilder EndWord(StringBuilder result, StringBuilder word)
    {
        var text = word.ToString();
        word.Clear();
        return result.Append(text is "a" or "an" or "the" ? " " : text);
    }

    private static double F1(string[] predicted, string[] right)
    {
        if (predicted.Length == 0 || right.Length == 0)
        {
            return predicted.Length == right.Length ? 1 : 0;
        }

        var left = right.CountBy(word => word).ToDictionary();
        var common = 0;
        foreach (var word in predicted.Where(word => left.GetValueOrDefault(word) > 0))
        {
            left[word]--;
            common++;
        }

        return AnswerAgreement.F1Of(common, predicted.Length, right.Length);
    }
}
