namespace Egtlm.Eval.Generation;

/// <summary>Why an answer ended.</summary>
public enum FinishReason
{
    /// <summary>The model gave an end token.</summary>
    EndToken,

    /// <summary>A stop text appeared.</summary>
    StopText,

    /// <summary>The most tokens that were allowed.</summary>
    Length,
}

/// <summary>An answer.</summary>
/// <param name="Ids">New tokens, the end token left out; those of a stop text are in.</param>
/// <param name="Text">Without special tokens, cut in front of a stop text.</param>
public sealed record GeneratedText(IReadOnlyList<int> Ids, string Text, FinishReason Finish);
