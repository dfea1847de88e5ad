namespace Egtlm.Eval.Models;

/// <summary>Token ids of a batch, right padded, on the host.</summary>
/// <param name="Ids">Token ids, row-major <c>[batch, seq]</c>; padding holds the pad id.</param>
/// <param name="Lengths">Real tokens per row; the rest of the row is padding.</param>
/// <param name="PrefixLengths">Leading tokens per row that belong to the prompt; 0 without a prompt.</param>
/// <param name="SequenceLength">Tokens per row, padding included.</param>
public sealed record TokenBatch(long[] Ids, int[] Lengths, int[] PrefixLengths, int SequenceLength)
{
    /// <summary>Rows.</summary>
    public int BatchSize => Lengths.Length;

    /// <summary>
    /// Segment per token, row-major like <see cref="Ids"/>, for models of text pairs; null means segment 0.
    /// </summary>
    public long[]? SegmentIds { get; init; }
}
