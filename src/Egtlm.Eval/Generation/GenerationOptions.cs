namespace Egtlm.Eval.Generation;

/// <summary>How new tokens are chosen and when to stop.</summary>
public sealed record GenerationOptions
{
    /// <summary>Most new tokens; fewer where the model's positions end.</summary>
    public required int MaxNewTokens { get; init; }

    /// <summary>Texts that end an answer; the answer is cut in front of them. See <see cref="StopText"/>.</summary>
    public IReadOnlyList<string> StopTexts { get; init; } = [];

    /// <summary>Tokens that end an answer; null: those of the model.</summary>
    public IReadOnlyList<int>? EndTokens { get; init; }

    /// <summary>Null: always the most likely token.</summary>
    public SamplingOptions? Sampling { get; init; }
}

/// <summary>Draws tokens instead of taking the most likely one.</summary>
/// <param name="Temperature">Logits are divided by it; above 0.</param>
/// <param name="TopK">Only the k most likely tokens; 0: all.</param>
/// <param name="TopP">Only the fewest most likely tokens that together reach this probability; 1: all.</param>
/// <param name="Seed">The draws depend on it and on the place of the prompt in the list, not on batches.</param>
public sealed record SamplingOptions(double Temperature = 1, int TopK = 0, double TopP = 1, ulong Seed = 0);
