using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

/// <summary>A text's vector is its own, whatever shares its batch.</summary>
public sealed class TorchEncoderBatchTests
{
    private const double Tolerance = 1e-5; // float32; kernels add in another order where the shape is another

    private static readonly string[] Texts =
    [
        "", " ", "a", "😀👨‍👩‍👧", "为什么我无法看到额度", "\n starts with a line", "A girl is styling her hair.",
        .. SampleTexts.All().Where((_, i) => i % 10 == 0),
    ];

    [Fact]
    public void Vectors_are_the_same_alone_and_in_any_mix() => Check(SampleTexts.Model);

    [Theory]
    [InlineData("models", "all-MiniLM-L6-v2")]
    [InlineData("models", "tiny-egtlm", "base")]
    [InlineData("goldens", "models", "st-dense-tanh")]
    public void Vectors_of_other_models_are_the_same_alone_and_in_any_mix(params string[] model) =>
        Check(SharedFolder.Path(model));

    private static void Check(string directory)
    {
        using var encoder = EncoderLoader.Load(directory, Options(512));
        var alone = Texts.Select(text => Encode(encoder, [text]).Row(0).ToArray()).ToArray();
        foreach (var batchTokens in new[] { 50, 600, 100_000 })
        {
            using var batched = EncoderLoader.Load(directory, Options(batchTokens));
            foreach (var order in Orders())
            {
                var found = Encode(batched, [.. order.Select(i => Texts[i])]);
                for (var row = 0; row < order.Length; row++)
                {
                    var name = FormattableString.Invariant($"text {order[row]}, batches of {batchTokens} tokens");
                    Vectors.AssertClose(alone[order[row]], found.Row(row), Tolerance, name);
                }
            }
        }
    }

    // Backwards, short and long in turn, and a part.
    private static IEnumerable<int[]> Orders()
    {
        int[] forward = [.. Enumerable.Range(0, Texts.Length)];
        yield return [.. forward.Reverse()];
        yield return [.. forward.OrderBy(i => i * 7 % Texts.Length)];
        yield return [.. forward.Where(i => i % 2 == 1)];
    }

    private static EncoderOptions Options(int batchTokens) => new() { Device = "cpu", BatchTokens = batchTokens };

    private static Matrix<float> Encode(TorchEncoder encoder, string[] texts) =>
        encoder.Encode(texts, Requests.Of(), null, TestContext.Current.CancellationToken).Embeddings;
}
