using Egtlm.Eval.Encoders;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Encoders;

public sealed class TruncatedEncoderTests
{
    private static readonly Matrix<float> Vectors = new([3, 4, 12, 0, 0, 1, -0.6f, 0.8f, 5], 3, 3);

    [Fact]
    public void First_values_get_length_one_again_and_zeros_stay()
    {
        var cut = TruncatedEncoder.Cut(Vectors, 2, normalises: true);

        Assert.Equal((3, 2), (cut.Rows, cut.Columns));
        Assert.Equal([0.6f, 0.8f, 0, 0, -0.6f, 0.8f], cut.Values);
    }

    [Fact]
    public void Vectors_of_any_length_are_only_cut() =>
        Assert.Equal([3, 4, 0, 0, -0.6f, 0.8f], TruncatedEncoder.Cut(Vectors, 2, normalises: false).Values);

    [Fact]
    public void No_vectors_are_an_empty_matrix() =>
        Assert.Equal(2, TruncatedEncoder.Cut(new Matrix<float>([], 0, 3), 2, normalises: true).Columns);

    [Theory]
    [InlineData(9)]
    [InlineData(0)]
    public void Dimension_beyond_the_model_is_refused(int dimension)
    {
        var failure = Assert.Throws<EvaluationException>(
            () => new TruncatedEncoder(new FakeEncoder(), dimension, normalises: true));

        Assert.Contains("1 to 8", failure.Hint, StringComparison.Ordinal);
    }
}
