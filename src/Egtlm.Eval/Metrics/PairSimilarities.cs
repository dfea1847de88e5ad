using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Metrics;

/// <summary>Every score of sentence pairs that mteb looks at, one value per pair.</summary>
/// <param name="Model">The model's own similarity.</param>
/// <param name="Manhattan">A distance: low is similar.</param>
/// <param name="Euclidean">A distance: low is similar.</param>
public sealed record PairSimilarities(
    double[] Model, double[] Cosine, double[] Manhattan, double[] Euclidean, double[] Dot)
{
    /// <summary>Compares row i of <paramref name="a"/> with row i of <paramref name="b"/>.</summary>
    public static PairSimilarities Of(Matrix<float> a, Matrix<float> b, SimilarityFunction similarity) => new(
        PairScores.Similarity(a, b, similarity),
        PairScores.Cosine(a, b),
        PairScores.Manhattan(a, b),
        PairScores.Euclidean(a, b),
        PairScores.Dot(a, b));
}
