using Egtlm.Eval.Encoders;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Encoders;

public sealed class OnePassEncoderTests : IDisposable
{
    private static readonly string[] Texts = ["猫", "", "😀", "cat", "cat"];

    private readonly FakeEncoder _inner = new();
    private readonly OnePassEncoder _encoder;

    public OnePassEncoderTests() => _encoder = new OnePassEncoder(_inner);

    public void Dispose() => _encoder.Dispose();

    [Fact]
    public void Same_texts_of_a_task_are_encoded_once()
    {
        var first = Encode(Texts, "A", PromptType.Query);
        var other = Encode(["dog"], "A", PromptType.Query);
        var second = Encode(Texts, "A", PromptType.Query);

        Assert.Equal(2, _inner.Calls);
        Assert.Equal(first.Embeddings.Values, second.Embeddings.Values);
        Assert.NotEqual(first.Embeddings.Row(0).ToArray(), other.Embeddings.Values);
        Assert.Equal((first.Prompt, first.TokenCount, first.TruncatedCount), (second.Prompt, second.TokenCount, second.TruncatedCount));
    }

    [Fact]
    public void Role_task_and_boundaries_of_texts_count()
    {
        Encode(["ab", "c"], "A", PromptType.Query);
        Encode(["ab", "c"], "A", PromptType.Document);
        Encode(["a", "bc"], "A", PromptType.Query);
        Encode(["ab", "c"], "B", PromptType.Query);

        Assert.Equal(4, _inner.Calls);
    }

    [Fact]
    public void No_texts_are_an_empty_matrix_both_times()
    {
        Encode([], "A", PromptType.None);

        Assert.Equal((0, 8), (Encode([], "A", PromptType.None).Embeddings.Rows, _encoder.Dimension));
    }

    private EncodedTexts Encode(string[] texts, string task, PromptType role) => _encoder.Encode(
        texts,
        new EncodeRequest(
            new RetrievalTask
            {
                Name = task,
                Dataset = new DatasetReference("org/a", "1"),
                Subsets = [new TaskSubset("default", ["eng-Latn"])],
                Splits = ["test"],
                MainScore = "ndcg_at_10",
            },
            role),
        null,
        TestContext.Current.CancellationToken);
}
