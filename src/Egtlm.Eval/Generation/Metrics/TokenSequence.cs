namespace Egtlm.Eval.Generation.Metrics;

/// <summary>A generated answer as tokens.</summary>
/// <param name="Ids">Without prompt, padding and end token.</param>
/// <param name="HasEnd">The model ended it with an end token.</param>
public sealed record TokenSequence(IReadOnlyList<int> Ids, bool HasEnd)
{
    public static TokenSequence Of(GeneratedText answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new TokenSequence(answer.Ids, answer.Finish == FinishReason.EndToken);
    }
}
