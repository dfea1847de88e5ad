using Egtlm.Eval.Models.Tests.Weights;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

/// <summary>A folder with GritLM's projection beside the weights; its values count up, see TinyCheckpoint.</summary>
public sealed class ProjectionHeadTests
{
    private const int Hidden = 192; // of tiny-egtlm
    private const int Outputs = 3;
    private const float Step = 1.0009765625f;

    private static readonly string[] Texts = ["猫", "A man is playing a harp.", ""];

    [Fact]
    public void Pooled_vectors_are_projected_then_normalised()
    {
        using var folder = Folder(("projection.weight", [Outputs, Hidden]), ("projection.bias", [Outputs]));
        using var plain = Load(SharedFolder.Path("models", "tiny-egtlm", "joint"), "mean", normalises: false);
        using var projected = Load(folder.Path, "mean", normalises: false);
        using var normalised = Load(folder.Path, "mean", normalises: true);

        var pooled = Encode(plain);
        var found = Encode(projected);

        Assert.Equal(Outputs, projected.Dimension);
        Assert.Contains(projected.Plan.Modules, module => module.Kind == SentenceModuleKind.Projection);
        for (var row = 0; row < Texts.Length; row++)
        {
            var expected = new double[Outputs];
            for (var i = 0; i < Outputs; i++)
            {
                expected[i] = i * Step;
                for (var j = 0; j < Hidden; j++)
                {
                    expected[i] += ((i * Hidden) + j) * Step * (double)pooled.Row(row)[j];
                }
            }

            var norm = Math.Sqrt(expected.Sum(value => value * value));
            Assert.Equal(expected, found.Row(row).ToArray().Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-4 * norm);
            Assert.Equal(
                expected.Select(value => value / norm),
                Encode(normalised).Row(row).ToArray().Select(value => (double)value),
                (a, b) => Math.Abs(a - b) < 1e-4);
        }
    }

    [Fact]
    public void Projection_of_another_width_is_refused()
    {
        using var folder = Folder(("projection.weight", [Outputs, Hidden + 1]), ("projection.bias", [Outputs]));

        var failure = Assert.Throws<EvaluationException>(() => Load(folder.Path, "mean", normalises: true));

        Assert.Contains("'projection.weight' has shape [3, 193]", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_no_projection_are_refused()
    {
        using var folder = Folder(
            ("projection.weight", [Outputs, Hidden]), ("projection.bias", [Outputs]), ("other.weight", [1]));

        var failure = Assert.Throws<EvaluationException>(() => Load(folder.Path, "mean", normalises: true));

        Assert.Contains("'other.weight' is in", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pooling_that_does_not_average_is_refused()
    {
        using var folder = Folder(("projection.weight", [Outputs, Hidden]), ("projection.bias", [Outputs]));

        var failure = Assert.Throws<EvaluationException>(() => Load(folder.Path, "max", normalises: true));

        Assert.Contains("does not go with pooling 'max'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pickled_projection_is_refused_with_a_way_out()
    {
        using var folder = new FolderFixture(("config.json", """{ "model_type": "qwen2" }"""), ("embedding_head.bin", ""));

        var failure = Assert.Throws<EvaluationException>(() => ModelFolder.Read(folder.Path));

        Assert.Contains("embedding_head.bin' is a Python pickle", failure.Message, StringComparison.Ordinal);
        Assert.Contains("save_file(", failure.Hint, StringComparison.Ordinal);
    }

    private static FolderFixture Folder(params (string Name, long[] Shape)[] tensors)
    {
        var folder = FolderFixture.LinkedTo(SharedFolder.Path("models", "tiny-egtlm", "joint"));
        using var checkpoint = new TinyCheckpoint().WriteTensors("head", tensors);
        File.Copy(checkpoint.PathOf("head"), Path.Combine(folder.Path, "embedding_head.safetensors"));
        return folder;
    }

    private static TorchEncoder Load(string directory, string pooling, bool normalises)
    {
        using var folder = new FolderFixture(("mine.json", $$"""
            { "summary": "x", "attention": "bb", "pooling": "{{pooling}}", "normalise": {{(normalises ? "true" : "false")}} }
            """));
        return EncoderLoader.Load(
            directory, new EncoderOptions { Device = "cpu", Profile = Path.Combine(folder.Path, "mine.json") });
    }

    private static Matrix<float> Encode(TorchEncoder encoder) =>
        encoder.Encode(Texts, "", null, TestContext.Current.CancellationToken).Embeddings;
}
