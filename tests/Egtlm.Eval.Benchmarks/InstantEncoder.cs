using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Benchmarks;

/// <summary>
/// Gives a text a vector of length 1 that its first two characters and its own place decide, at almost no cost: what
/// is left of a run's time is the harness' own.
/// </summary>
internal sealed class InstantEncoder(int dimension) : IEncoder
{
    private const int Shared = 4096;

    private readonly Matrix<float> _vectors = RandomVectors.Clustered(Shared, dimension, 64, seed: 7);

    public ModelIdentity Identity { get; } = new("benchmark/instant", "1");

    public int Dimension => dimension;

    public SimilarityFunction Similarity => SimilarityFunction.Cosine;

    public EncodedTexts Encode(
        IReadOnlyList<string> texts,
        EncodeRequest request,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellation)
    {
        var embeddings = new Matrix<float>(new float[texts.Count * dimension], texts.Count, dimension);
        Parallel.For(0, texts.Count, row =>
        {
            var text = texts[row];
            var hash = text.Length == 0 ? 0u : (uint)text.GetHashCode(StringComparison.Ordinal);
            var topic = _vectors.Row(text.Length < 2 ? 0 : (text[0] + text[1]) % Shared);
            var own = _vectors.Row((int)(hash % Shared));
            var target = embeddings.Row(row);
            for (var i = 0; i < dimension; i++)
            {
                target[i] = topic[i] + (0.7f * own[i]);
            }
        });
        return new EncodedTexts(embeddings, "", 0, 0);
    }
}
