namespace Egtlm.Eval.Models;

/// <summary>The tokens of one encode call.</summary>
/// <param name="Ids">Token ids per text, at least one each.</param>
/// <param name="PrefixLength">Leading tokens of each text that belong to the prompt.</param>
/// <param name="PadId">Fills rows of a batch up to the longest.</param>
internal sealed record EncoderInput(int[][] Ids, int PrefixLength, int PadId)
{
    /// <summary>The given texts as a batch, right padded.</summary>
    public TokenBatch Batch(int[] rows)
    {
        var lengths = Array.ConvertAll(rows, row => Ids[row].Length);
        var width = lengths.Max();
        var padded = new long[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = padded.AsSpan(i * width, width);
            row[lengths[i]..].Fill(PadId);
            for (var j = 0; j < lengths[i]; j++)
            {
                row[j] = Ids[rows[i]][j];
            }
        }

        var prefixes = Array.ConvertAll(lengths, length => Math.Min(PrefixLength, length));
        return new TokenBatch(padded, lengths, prefixes, width);
    }
}
