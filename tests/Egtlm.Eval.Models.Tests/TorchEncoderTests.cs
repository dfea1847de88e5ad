using Egtlm.Eval.Encoders;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class TorchEncoderTests
{
    private static readonly string[] Texts =
    [
        "A girl is styling her hair.", "", "为什么我无法看到额度", "😀👨‍👩‍👧", "\n starts with a line", "a", " ", "a",
        string.Concat(Enumerable.Repeat("long text that is cut ", 200)), "A man is playing a harp.",
    ];

    [Theory]
    [InlineData("models", "tiny-egtlm", "joint")]
    [InlineData("goldens", "models", "st-dense-tanh")]
    public void Vectors_do_not_depend_on_batch_or_order(params string[] model)
    {
        using var whole = Load(model, 100_000);
        using var small = Load(model, 40);
        int[] shuffled = [8, 0, 5, 3, 9, 1, 7, 4, 2, 6];

        var expected = Encode(whole, Texts).Embeddings;
        var found = Encode(small, [.. shuffled.Select(i => Texts[i])]).Embeddings;

        for (var i = 0; i < Texts.Length; i++)
        {
            Vectors.AssertClose(expected.Row(shuffled[i]), found.Row(i), 1e-5, Texts[shuffled[i]]);
        }
    }

    [Fact]
    public void Empty_text_has_a_unit_vector_and_equal_texts_are_read_once()
    {
        using var encoder = Load(["models", "tiny-egtlm", "joint"], 4096);

        var encoded = Encode(encoder, ["", "", ""]);

        Assert.Equal(2, encoded.TokenCount); // <|embed|> and the newline
        Assert.Equal("<|embed|>\n", encoded.Prompt);
        Assert.Equal(encoded.Embeddings.Row(0), encoded.Embeddings.Row(2));
        Assert.Equal(1.0, Length(encoded.Embeddings.Row(0)), 1e-6);
    }

    [Fact]
    public void Cut_texts_are_counted_as_often_as_they_occur()
    {
        using var encoder = Load(["models", "tiny-egtlm", "joint"], 4096);

        var encoded = Encode(encoder, [Texts[8], Texts[8], "short"]);

        Assert.Equal(2, encoded.TruncatedCount);
        Assert.Equal(512 + Encode(encoder, ["short"]).TokenCount, encoded.TokenCount);
    }

    [Fact]
    public void No_texts_are_an_empty_matrix()
    {
        using var encoder = Load(["models", "tiny-egtlm", "joint"], 4096);

        var embeddings = Encode(encoder, []).Embeddings;

        Assert.Equal((0, encoder.Dimension), (embeddings.Rows, embeddings.Columns));
    }

    [Fact]
    public void Progress_ends_at_the_number_of_texts()
    {
        using var encoder = Load(["models", "tiny-egtlm", "joint"], 40);
        var progress = new Recorder();

        encoder.Encode(Texts, Requests.Of(), progress, TestContext.Current.CancellationToken);

        Assert.True(progress.Reports.Count > 1);
        var done = progress.Reports.Select(report => report.Done).ToArray();
        Assert.Equal(done.Order(), done);
        Assert.Equal(new EncodeProgress(10, 10), progress.Reports[^1]);
    }

    [Fact]
    public void Cancelled_encoding_stops_between_batches()
    {
        using var encoder = Load(["models", "tiny-egtlm", "joint"], 40);
        using var source = new CancellationTokenSource();
        var progress = new Recorder { Reported = source.Cancel };

        Assert.Throws<OperationCanceledException>(() => encoder.Encode(Texts, Requests.Of(), progress, source.Token));
        Assert.Single(progress.Reports);
    }

    [Fact]
    public void Length_beyond_the_positions_of_the_model_is_refused()
    {
        var options = new EncoderOptions { Device = "cpu", MaxLength = 33 };

        var failure = Assert.Throws<EvaluationException>(
            () => EncoderLoader.Load(SharedFolder.Path("goldens", "models", "st-dense-tanh"), options));

        Assert.Contains("1 to 32", failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Instructions_without_a_template_are_refused()
    {
        var options = new EncoderOptions { Device = "cpu", Instructions = InstructionSource.Task };

        var failure = Assert.Throws<EvaluationException>(
            () => EncoderLoader.Load(SharedFolder.Path("goldens", "models", "st-dense-tanh"), options));

        Assert.Equal("profile 'sentence-transformers' has no place for instructions", failure.Message);
    }

    private static EncodedTexts Encode(TorchEncoder encoder, IReadOnlyList<string> texts) =>
        encoder.Encode(texts, Requests.Of(), null, TestContext.Current.CancellationToken);

    private static TorchEncoder Load(string[] model, int batchTokens) => EncoderLoader.Load(
        SharedFolder.Path(model), new EncoderOptions { Device = "cpu", BatchTokens = batchTokens });

    private static double Length(ReadOnlySpan<float> vector)
    {
        var sum = 0.0;
        foreach (var value in vector)
        {
            sum += (double)value * value;
        }

        return Math.Sqrt(sum);
    }

    private sealed class Recorder : IProgress<EncodeProgress>
    {
        public List<EncodeProgress> Reports { get; } = [];

        public Action? Reported { get; init; }

        public void Report(EncodeProgress value)
        {
            Reports.Add(value);
            Reported?.Invoke();
        }
    }
}
