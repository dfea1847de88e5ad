using System.Text;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Tests.Evaluation;
using Xunit;

namespace Egtlm.Eval.Tests.Encoders;

public sealed class HashEncoderTests
{
    [Fact]
    public void Hash_encoder_names_itself()
    {
        var encoder = new HashEncoder();

        Assert.Equal(new ModelIdentity("baseline/hash", "1"), encoder.Identity);
        Assert.Equal(256, encoder.Dimension);
        Assert.Equal(SimilarityFunction.Cosine, encoder.Similarity);
    }

    [Fact]
    public void Hash_encoder_of_one_letter_sets_one_signed_place()
    {
        // FNV-1a 32 of "a" is 0xE40C292C (the value published with the hash): place 0x2C, bit 31 set.
        var vector = Vector("a");

        Assert.Equal(-1f, vector[0x2C]);
        Assert.Equal(1, vector.Count(value => value != 0));
    }

    [Fact]
    public void Hash_encoder_of_an_empty_text_points_along_the_first_axis()
    {
        var vector = Vector("");

        Assert.Equal(1f, vector[0]);
        Assert.Equal(1, vector.Count(value => value != 0));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("你好，世界。")]
    [InlineData("👨‍👩‍👧 family")]
    [InlineData("e\u0301")]
    public void Hash_encoder_counts_windows_of_code_points(string text)
    {
        var expected = new double[256];
        string[] points = [.. text.EnumerateRunes().Select(rune => rune.ToString())];
        for (var size = 1; size <= 3; size++)
        {
            for (var start = 0; start + size <= points.Length; start++)
            {
                var hash = Encoding.UTF8.GetBytes(string.Concat(points[start..(start + size)]))
                    .Aggregate(2166136261u, (state, value) => (state ^ value) * 16777619u);
                expected[hash % 256] += (hash & 0x80000000u) == 0 ? 1 : -1;
            }
        }

        var norm = Math.Sqrt(expected.Sum(value => value * value));

        Assert.Equal(expected.Select(value => (float)(value / norm)), Vector(text));
    }

    private static float[] Vector(string text) =>
        new HashEncoder().Encode([text], MockClustering.Request, null, TestContext.Current.CancellationToken)
            .Embeddings.Values;
}
