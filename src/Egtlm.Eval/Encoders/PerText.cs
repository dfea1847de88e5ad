namespace Egtlm.Eval.Encoders;

/// <summary>Writes the vector of one text; the span starts zeroed.</summary>
internal delegate void VectorWriter(string text, Span<float> vector);

/// <summary>The encode loop of encoders without a model: each text on its own, no prompt, no tokens.</summary>
internal static class PerText
{
    private const int ReportEvery = 1024;

    public static EncodedTexts Encode(
        IReadOnlyList<string> texts,
        int dimension,
        VectorWriter write,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellation)
    {
        var embeddings = new Matrix<float>(new float[texts.Count * dimension], texts.Count, dimension);
        for (var start = 0; start < texts.Count; start += ReportEvery)
        {
            cancellation.ThrowIfCancellationRequested();
            var end = Math.Min(start + ReportEvery, texts.Count);
            Parallel.For(start, end, row => write(texts[row], embeddings.Row(row)));
            progress?.Report(new EncodeProgress(end, texts.Count));
        }

        return new EncodedTexts(embeddings, Prompt: "", TokenCount: 0, TruncatedCount: 0);
    }
}
