using System.Numerics.Tensors;
using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Metrics;

/// <summary>Unit-length vectors, as torch's <c>normalize</c> makes them.</summary>
public static class Vectors
{
    // torch.nn.functional.normalize: the smallest norm that is divided by.
    private const float SmallestNorm = 1e-12f;

    /// <summary>
    /// Rows whose inner products are the similarities: unit-length copies for cosine, the rows themselves for dot.
    /// </summary>
    /// <exception cref="EvaluationException">The similarity is no inner product.</exception>
    public static Matrix<float> ForInnerProduct(Matrix<float> rows, SimilarityFunction similarity) => similarity switch
    {
        SimilarityFunction.Cosine => Normalised(rows),
        SimilarityFunction.Dot => rows,
        SimilarityFunction.Euclidean or SimilarityFunction.Manhattan => throw new EvaluationException(
            $"a model with similarity '{similarity}' cannot search a corpus",
            "retrieval and reranking take cosine and dot, as mteb does"),
    };

    /// <summary>A copy with rows of length 1; zero rows stay zero.</summary>
    public static Matrix<float> Normalised(Matrix<float> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var copy = new Matrix<float>([.. rows.Values], rows.Rows, rows.Columns);
        Parallel.For(0, copy.Rows, row => Normalise(copy.Row(row)));
        return copy;
    }

    /// <summary>Divides a vector by its Euclidean norm, in place; a zero vector stays zero.</summary>
    public static void Normalise(Span<float> vector) =>
        TensorPrimitives.Divide(vector, Math.Max(TorchSums.Norm(vector), SmallestNorm), vector);
}
