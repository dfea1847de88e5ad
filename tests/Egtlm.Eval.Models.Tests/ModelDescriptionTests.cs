using Egtlm.Eval.Encoders;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class ModelDescriptionTests
{
    private static readonly EncoderOptions OnCpu = new() { Device = "cpu" };

    [Fact]
    public void Egtlm_checkpoint_is_told_from_its_embed_token()
    {
        var model = ModelDescription.Describe(SharedFolder.Path("models", "tiny-egtlm", "joint"), OnCpu);

        Assert.Equal("joint", model.Identity.Name);
        Assert.Equal("Qwen2ForCausalLM", model.Architecture);
        Assert.Equal(2_362_304, model.StoredParameters);
        Assert.Equal(["BF16"], model.StoredTypes);
        Assert.Equal("float32", model.ComputeType);
        Assert.Equal("BPE", model.TokenizerKind);
        Assert.Equal(["Transformer", "Pooling", "Normalize"], model.Modules);
        Assert.True(model.IsProfileDetected);
        Assert.Equal("egtlm", model.Plan.Profile.Name);
        Assert.Equal(512, model.Plan.MaxLength);
        Assert.Empty(model.Warnings);
    }

    [Fact]
    public void Siblings_of_one_architecture_have_different_revisions()
    {
        var revisions = Directory.EnumerateDirectories(SharedFolder.Path("models", "tiny-egtlm"))
            .Select(directory => ModelDescription.Describe(directory, OnCpu).Identity.Revision).ToArray();

        Assert.NotEmpty(revisions);
        Assert.Distinct(revisions);
    }

    [Fact]
    public void Sentence_transformers_folder_is_described_with_what_is_ignored()
    {
        var model = ModelDescription.Describe(SharedFolder.Path("models", "all-MiniLM-L6-v2"), OnCpu);

        Assert.Equal("WordPiece", model.TokenizerKind);
        Assert.Equal(["Transformer", "Pooling", "Normalize"], model.Modules);
        Assert.Equal("sentence-transformers", model.Plan.Profile.Name);
        Assert.Equal("mean", model.Plan.Pooling.Name);
        Assert.Equal(256, model.Plan.MaxLength);
        Assert.Equal(SimilarityFunction.Cosine, model.Similarity);
        Assert.Equal(["tokenizer.json cuts at 128 tokens; that is ignored, texts are cut at 256"], model.Warnings);
    }

    [Fact]
    public void Assumed_pooling_and_unreachable_prompts_are_warned_of()
    {
        using var folder = FolderFixture.LinkedTo(SharedFolder.Path("goldens", "models", "st-dense-tanh"));
        folder.Write(
            "config_sentence_transformers.json",
            """{ "prompts": { "query": "q: ", "passage": "p: ", "STS": "s: ", "STS-query": "t: " } }""");
        File.Delete(Path.Combine(folder.Path, "modules.json"));

        var model = ModelDescription.Describe(folder.Path, OnCpu);

        Assert.Equal(["Transformer", "Pooling"], model.Modules);
        Assert.Collection(
            model.Warnings,
            warning => Assert.StartsWith("no 'modules.json': mean pooling", warning, StringComparison.Ordinal),
            warning => Assert.StartsWith("the prompt 'passage' is used only by", warning, StringComparison.Ordinal));
    }
}
