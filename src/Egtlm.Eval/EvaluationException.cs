namespace Egtlm.Eval;

/// <summary>A failure that the user can fix. The command line prints it as <c>error:</c> and <c>hint:</c>, never with a stack trace.</summary>
/// <param name="message">What was found, what was expected and where; names in single quotes.</param>
/// <param name="hint">What to do next; null when the message says it.</param>
public sealed class EvaluationException(string message, string? hint = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What to do next, or null.</summary>
    public string? Hint { get; } = hint;
}
