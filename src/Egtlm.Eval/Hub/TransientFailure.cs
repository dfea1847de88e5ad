namespace Egtlm.Eval.Hub;

/// <summary>A request failed in a way that may pass.</summary>
/// <param name="message">What happened, as the end of a sentence.</param>
internal sealed class TransientFailure(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How long the server asks to wait; null leaves it to the back-off.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Tries after the first that are worth it for this kind of failure.</summary>
    public int RetryLimit { get; init; } = int.MaxValue;

    /// <summary>Whether much came before it failed, which starts the count of tries anew.</summary>
    public bool HasProgressed { get; set; }
}
