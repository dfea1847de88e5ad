namespace Egtlm.Eval.Generation.Metrics;

/// <summary>How well an answer agrees with the right ones.</summary>
/// <param name="IsExact">Equal to one of them.</param>
/// <param name="F1">Harmonic mean of precision and recall, the best over them, in [0, 1].</param>
public readonly record struct AnswerAgreement(bool IsExact, double F1)
{
    /// <summary>F1 of numbers of tokens; 0 where none is common.</summary>
    internal static double F1Of(int common, int predicted, int right)
    {
        if (common == 0)
        {
            return 0;
        }

        var precision = (double)common / predicted;
        var recall = (double)common / right;
        return 2 * precision * recall / (precision + recall);
    }

    /// <summary>The best of both over the right answers, each on its own.</summary>
    /// <param name="answers">One at least.</param>
    internal static AnswerAgreement Best(IReadOnlyList<string> answers, Func<string, AnswerAgreement> compare)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count);
        AnswerAgreement[] all = [.. answers.Select(compare)];
        return new AnswerAgreement(all.Any(one => one.IsExact), all.Max(one => one.F1));
    }
}
