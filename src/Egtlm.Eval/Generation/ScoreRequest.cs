namespace Egtlm.Eval.Generation;

/// <summary>A context and what may follow it: the options of a question, or one stretch of a document.</summary>
/// <param name="Context">At least one token.</param>
/// <param name="Continuations">Each has at least one token; the context is computed once for all.</param>
public sealed record ScoreRequest(
    IReadOnlyList<int> Context, IReadOnlyList<IReadOnlyList<int>> Continuations);

/// <summary>How likely a continuation is.</summary>
/// <param name="LogProbabilities">ln p of each token after all before it.</param>
/// <param name="IsGreedy">Each token is the most likely one; the first of equals counts.</param>
public sealed record ContinuationScore(IReadOnlyList<double> LogProbabilities, bool IsGreedy)
{
    /// <summary>Log-likelihood of the whole continuation.</summary>
    public double Sum => LogProbabilities.Sum();
}
