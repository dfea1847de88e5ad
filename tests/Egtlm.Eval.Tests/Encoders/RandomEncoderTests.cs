using Egtlm.Eval.Encoders;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Tests.Evaluation;
using Xunit;

namespace Egtlm.Eval.Tests.Encoders;

public sealed class RandomEncoderTests
{
    [Fact]
    public void Random_encoder_vectors_equal_the_golden_to_the_last_bit()
    {
        var cases = SharedFolder.Cases("goldens", "stages", "random_encoder.json")
            .Where(one => one.GetProperty("kind").GetString() == "vector").ToArray();
        Assert.NotEmpty(cases);

        string[] texts = [.. cases.Select(one => one.GetProperty("text").GetString()!)];
        var vectors = Encode(texts).Embeddings;

        Assert.Equal((cases.Length, 32), (vectors.Rows, vectors.Columns));
        foreach (var (row, one) in cases.Index())
        {
            StageGolden.Check(texts[row], () =>
                Assert.Equal(StageGolden.Singles(one.GetProperty("vector")).Values, vectors.Row(row).ToArray()));
        }
    }

    [Fact]
    public void Random_encoder_names_itself_as_mteb_does()
    {
        var encoder = new RandomEncoder();

        Assert.Equal(new ModelIdentity("mteb/baseline-random-encoder", "1"), encoder.Identity);
        Assert.Equal(32, encoder.Dimension);
        Assert.Equal(SimilarityFunction.Cosine, encoder.Similarity);
    }

    [Fact]
    public void Random_encoder_of_no_texts_gives_no_rows()
    {
        var encoded = Encode([]);

        Assert.Equal((0, 32), (encoded.Embeddings.Rows, encoded.Embeddings.Columns));
        Assert.Equal(("", 0L, 0), (encoded.Prompt, encoded.TokenCount, encoded.TruncatedCount));
    }

    [Fact]
    public void Random_encoder_gives_equal_texts_equal_vectors_at_any_place()
    {
        string[] texts = [.. Enumerable.Range(0, 3000).Select(i => i % 3 == 0 ? "你好" : "hello 😀")];

        var vectors = Encode(texts).Embeddings;

        Assert.Equal(vectors.Row(0).ToArray(), vectors.Row(2997).ToArray());
        Assert.Equal(vectors.Row(1).ToArray(), vectors.Row(2999).ToArray());
        Assert.NotEqual(vectors.Row(0).ToArray(), vectors.Row(1).ToArray());
    }

    [Fact]
    public void Random_encoder_stops_when_cancelled() => Assert.Throws<OperationCanceledException>(() =>
        new RandomEncoder().Encode(["a"], MockClustering.Request, null, new CancellationToken(canceled: true)));

    private static EncodedTexts Encode(string[] texts) =>
        new RandomEncoder().Encode(texts, MockClustering.Request, null, TestContext.Current.CancellationToken);
}
