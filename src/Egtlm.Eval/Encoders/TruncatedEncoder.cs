using System.Numerics.Tensors;

namespace Egtlm.Eval.Encoders;

/// <summary>
/// Matryoshka vectors: the first values of another encoder's vectors, given length 1 again where those have it.
/// </summary>
/// <remarks>Kusupati et al. 2022, doi:10.48550/arXiv.2205.13147.</remarks>
public sealed class TruncatedEncoder : IEncoder
{
    private readonly IEncoder _inner;
    private readonly bool _normalises;

    /// <param name="dimension">Values to keep, 1 to those of <paramref name="inner"/>.</param>
    /// <param name="normalises">Whether <paramref name="inner"/> gives vectors of length 1.</param>
    /// <exception cref="EvaluationException">The model has fewer values.</exception>
    public TruncatedEncoder(IEncoder inner, int dimension, bool normalises)
    {
        ArgumentNullException.ThrowIfNull(inner);
        RequireWithin(inner, dimension);
        _inner = inner;
        _normalises = normalises;
        Dimension = dimension;
    }

    public ModelIdentity Identity => _inner.Identity;

    public int Dimension { get; }

    public SimilarityFunction Similarity => _inner.Similarity;

    /// <summary>Refuses a dimension that an encoder's vectors do not have.</summary>
    public static void RequireWithin(IEncoder encoder, int dimension)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        if (dimension < 1 || dimension > encoder.Dimension)
        {
            throw new EvaluationException(
                FormattableString.Invariant($"vectors of {dimension} values were asked of '{encoder.Identity.Name}'"),
                FormattableString.Invariant($"expected 1 to {encoder.Dimension}, the dimension of the model"));
        }
    }

    public EncodedTexts Encode(
        IReadOnlyList<string> texts,
        EncodeRequest request,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellation)
    {
        var encoded = _inner.Encode(texts, request, progress, cancellation);
        return encoded with { Embeddings = Cut(encoded.Embeddings, Dimension, _normalises) };
    }

    /// <summary>The first values of each row; a row of zeros stays one.</summary>
    public static Matrix<float> Cut(Matrix<float> vectors, int dimension, bool normalises)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var cut = new Matrix<float>(new float[checked(vectors.Rows * dimension)], vectors.Rows, dimension);
        for (var row = 0; row < vectors.Rows; row++)
        {
            var values = cut.Row(row);
            vectors.Row(row)[..dimension].CopyTo(values);
            var length = normalises ? TensorPrimitives.Norm(values) : 0;
            if (length > 0)
            {
                TensorPrimitives.Divide(values, length, values);
            }
        }

        return cut;
    }
}
