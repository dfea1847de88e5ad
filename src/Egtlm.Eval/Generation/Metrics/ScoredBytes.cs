using System.Buffers;
using System.Text;

namespace Egtlm.Eval.Generation.Metrics;

/// <summary>Which UTF-8 bytes of a text belong to which of its tokens.</summary>
/// <remarks>
/// A character that tokens share belongs to the last of them, so that windows over a text share out its bytes without
/// rest or overlap. Source: generation-regression.md, BPB.
/// </remarks>
public static class ScoredBytes
{
    /// <summary>Bytes of the characters that end in each token.</summary>
    /// <param name="tokens">
    /// The bytes that each token adds to the decoded text: the letters behind a byte-level piece, the byte of a byte
    /// fallback piece, the space and letters of a word piece, none for a special token.
    /// </param>
    /// <returns>
    /// One number per token: those of a window add up to the bytes that it scores, all to the length of the text. A
    /// character that the last token leaves unfinished belongs to none; a byte that is no UTF-8 counts as itself.
    /// </returns>
    public static int[] PerToken(IReadOnlyList<ReadOnlyMemory<byte>> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var bytes = new byte[tokens.Sum(token => token.Length)];
        var owners = new int[bytes.Length];
        var filled = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            tokens[i].CopyTo(bytes.AsMemory(filled));
            owners.AsSpan(filled, tokens[i].Length).Fill(i);
            filled += tokens[i].Length;
        }

        var counts = new int[tokens.Count];
        for (var start = 0; start < bytes.Length;)
        {
            var status = Rune.DecodeFromUtf8(bytes.AsSpan(start), out _, out var length);
            if (status != OperationStatus.NeedMoreData)
            {
                counts[owners[start + length - 1]] += length;
            }

            start += length;
        }

        return counts;
    }

    /// <summary>
    /// Bytes that a window scores, from decoded texts: what <paramref name="all"/> has beyond
    /// <paramref name="context"/>.
    /// </summary>
    /// <param name="context">Decoded tokens in front of the window; half a character at its end is U+FFFD.</param>
    /// <param name="all">
    /// Decoded tokens up to the end of the window; half a character at its end is not counted.
    /// </param>
    public static int Between(string context, string all)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(all);
        var scored = all.TrimEnd('\uFFFD');
        var common = scored.AsSpan().CommonPrefixLength(context.AsSpan().TrimEnd('\uFFFD'));
        common -= common > 0 && char.IsHighSurrogate(scored[common - 1]) ? 1 : 0;
        return Encoding.UTF8.GetByteCount(scored.AsSpan(common));
    }
}
