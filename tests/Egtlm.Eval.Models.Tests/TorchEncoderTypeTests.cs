using System.Numerics.Tensors;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

/// <summary>Half precision against float32, with trained weights.</summary>
public sealed class TorchEncoderTypeTests(ITestOutputHelper output)
{
    // Least cosine of 82 texts, measured: bfloat16 0.99991 (all-MiniLM-L6-v2), 0.99996 to 0.99999 (tiny-egtlm);
    // float16, with 3 more bits of precision, 0.999998 and 1.
    private const double LeastBf16 = 0.9999;
    private const double LeastFp16 = 0.99999;

    [Theory]
    [InlineData(ComputeType.Bf16, LeastBf16)]
    [InlineData(ComputeType.Fp16, LeastFp16)]
    public void Half_precision_keeps_the_direction_of_vectors(ComputeType type, double least) =>
        Check(SampleTexts.Model, type, least);

    [Theory]
    [InlineData(ComputeType.Bf16, LeastBf16, "all-MiniLM-L6-v2")]
    [InlineData(ComputeType.Fp16, LeastFp16, "all-MiniLM-L6-v2")]
    [InlineData(ComputeType.Bf16, LeastBf16, "tiny-egtlm", "base")]
    [InlineData(ComputeType.Bf16, LeastBf16, "tiny-egtlm", "collapsed")]
    public void Half_precision_keeps_the_direction_in_other_models(ComputeType type, double least, params string[] model) =>
        Check(SharedFolder.Path(["models", .. model]), type, least);

    private void Check(string directory, ComputeType type, double least)
    {
        var texts = SampleTexts.All();

        var (expected, found) = (Encode(directory, ComputeType.Fp32, texts), Encode(directory, type, texts));

        double[] cosines = [.. Enumerable.Range(0, texts.Length).Select(row =>
            (double)TensorPrimitives.CosineSimilarity(expected.Row(row), found.Row(row)))];
        var (smallest, mean) = (cosines.Min(), cosines.Average());
        output.WriteLine(FormattableString.Invariant($"{directory}, {type}: cosine {smallest:F6}, mean {mean:F6}"));
        Assert.All(cosines, cosine => Assert.InRange(cosine, least, 1 + 1e-6));
    }

    private static Matrix<float> Encode(string directory, ComputeType type, string[] texts)
    {
        using var encoder = EncoderLoader.Load(directory, new EncoderOptions { Device = "cpu", ComputeType = type });
        return encoder.Encode(texts, Requests.Of(), null, TestContext.Current.CancellationToken).Embeddings;
    }
}
