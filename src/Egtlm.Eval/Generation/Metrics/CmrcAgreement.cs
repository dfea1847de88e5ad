using System.Text;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Metrics;

/// <summary>Exact match and F1 over segments, for answers in Chinese.</summary>
/// <remarks>
/// Source: the evaluation script of CMRC 2018 (Cui et al. 2019, arXiv:1810.07366). A segment is one character of
/// U+4E00 to U+9FA5 or a word between such, see <see cref="WordTokens"/>; what is common is the longest common run of
/// segments.
/// </remarks>
public static class CmrcAgreement
{
    // The list of the script; it also names "……", which is two characters there and so never dropped.
    private const string Dropped = "-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』";

    /// <param name="answers">Right answers, one at least.</param>
    /// <returns>F1 is 0 where a side has no segment; exact compares without the dropped signs, spaces kept.</returns>
    public static AnswerAgreement Of(string prediction, IReadOnlyList<string> answers)
    {
        var text = WithoutSigns(prediction);
        var segments = Segments(prediction);
        return AnswerAgreement.Best(answers, answer =>
        {
            var right = Segments(answer);
            var f1 = AnswerAgreement.F1Of(LongestCommonRun(segments, right), segments.Count, right.Count);
            return new AnswerAgreement(text == WithoutSigns(answer), f1);
        });
    }

    /// <summary>What F1 counts.</summary>
    public static IReadOnlyList<string> Segments(string text)
    {
        List<string> segments = [];
        var run = new StringBuilder();
        foreach (var unit in WithoutSigns(text))
        {
            if (unit is >= '\u4e00' and <= '\u9fa5')
            {
                segments.AddRange(WordTokens.Of(run.ToString()));
                run.Clear();
                segments.Add(unit.ToString());
            }
            else
            {
                run.Append(unit);
            }
        }

        segments.AddRange(WordTokens.Of(run.ToString()));
        return segments;
    }

    private static string WithoutSigns(string text) =>
        string.Concat(PythonText.Strip(PythonText.Lower(text)).Where(unit => !Dropped.Contains(unit)));

    private static int LongestCommonRun(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var longest = 0;
        var above = new int[right.Count + 1]; // length of the common run that ends at the previous left and this right
        foreach (var segment in left)
        {
            var row = new int[right.Count + 1];
            for (var i = 0; i < right.Count; i++)
            {
                row[i + 1] = segment == right[i] ? above[i] + 1 : 0;
                longest = Math.Max(longest, row[i + 1]);
            }

            above = row;
        }

        return longest;
    }
}
