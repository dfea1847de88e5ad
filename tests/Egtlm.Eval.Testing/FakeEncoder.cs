using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Testing;

/// <summary>
/// Gives every text a small vector of its own letters and lets a test look at, cancel or break a call.
/// </summary>
/// <param name="onEncode">Called before each encode call.</param>
public sealed class FakeEncoder(Action<IReadOnlyList<string>, EncodeRequest>? onEncode = null) : IEncoder
{
    private const int Letters = 8;

    public ModelIdentity Identity { get; init; } = new("test/fake encoder", "r1");

    public int Dimension => Letters;

    public SimilarityFunction Similarity => SimilarityFunction.Cosine;

    /// <summary>Encode calls so far.</summary>
    public int Calls { get; private set; }

    public EncodedTexts Encode(
        IReadOnlyList<string> texts,
        EncodeRequest request,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellation)
    {
        Calls++;
        onEncode?.Invoke(texts, request);
        cancellation.ThrowIfCancellationRequested();
        var embeddings = new Matrix<float>(new float[texts.Count * Letters], texts.Count, Letters);
        for (var row = 0; row < texts.Count; row++)
        {
            embeddings.Row(row)[0] = 1;
            foreach (var letter in texts[row])
            {
                embeddings.Row(row)[letter % Letters] += 1;
            }
        }

        progress?.Report(new EncodeProgress(texts.Count, texts.Count));
        return new EncodedTexts(embeddings, "fake: ", 10 * texts.Count, texts.Count / 2);
    }
}
