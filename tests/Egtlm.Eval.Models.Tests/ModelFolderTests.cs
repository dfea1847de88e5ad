using Egtlm.Eval.Encoders;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class ModelFolderTests
{
    private const string BertConfig =
        """{ "model_type": "bert", "architectures": ["BertModel"], "max_position_embeddings": 512 }""";

    private const string OldModules =
        """
        [
          { "idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer" },
          { "idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling" },
          { "idx": 2, "name": "2", "path": "2_Dropout", "type": "sentence_transformers.models.Dropout" },
          { "idx": 3, "name": "3", "path": "3_Dense", "type": "sentence_transformers.models.Dense" },
          { "idx": 4, "name": "4", "path": "4_Normalize", "type": "sentence_transformers.models.Normalize" }
        ]
        """;

    [Fact]
    public void Missing_folder_is_reported_by_its_path()
    {
        var failure = Assert.Throws<EvaluationException>(() => ModelFolder.Read("no/such/model"));

        Assert.Equal("model folder 'no/such/model' does not exist", failure.Message);
    }

    [Fact]
    public void Folder_without_config_is_not_a_model()
    {
        using var folder = new FolderFixture(("README.md", "hello"));

        var failure = Assert.Throws<EvaluationException>(() => ModelFolder.Read(folder.Path));

        Assert.Equal($"'{folder.Path}' is not a model folder: it has no 'config.json'", failure.Message);
        Assert.NotNull(failure.Hint);
    }

    [Fact]
    public void Cache_entry_of_the_hub_hints_at_its_snapshot()
    {
        using var folder = new FolderFixture(("snapshots/abc123/config.json", BertConfig));

        var failure = Assert.Throws<EvaluationException>(() => ModelFolder.Read(folder.Path));

        Assert.Contains(Path.Combine("snapshots", "abc123"), failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Adapter_without_its_base_model_is_refused()
    {
        using var folder = new FolderFixture(("adapter_config.json", "{}"));

        var failure = Assert.Throws<EvaluationException>(() => ModelFolder.Read(folder.Path));

        Assert.Contains("adapter", failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_config_is_reported_with_its_file()
    {
        using var folder = new FolderFixture(("config.json", "{ \"model_type\": "));

        var failure = Assert.Throws<EvaluationException>(() => ModelFolder.Read(folder.Path));

        Assert.Contains("config.json' is not valid JSON", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_folder_means_mean_pooling_and_no_modules()
    {
        using var directory = new FolderFixture(("config.json", BertConfig));

        var folder = ModelFolder.Read(directory.Path);

        Assert.False(folder.HasModules);
        Assert.Equal([PoolingMode.Mean], folder.Pooling.Modes);
        Assert.Empty(folder.Modules);
        Assert.Equal("BertModel", folder.Architecture);
        Assert.Equal(512, folder.MaxLength);
        Assert.Equal(SimilarityFunction.Cosine, folder.Settings.Similarity);
    }

    [Fact]
    public void Modules_are_kept_in_order_without_dropout()
    {
        using var directory = new FolderFixture(
            ("config.json", BertConfig),
            ("modules.json", OldModules),
            ("1_Pooling/config.json", """{ "pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false }"""));

        var folder = ModelFolder.Read(directory.Path);

        Assert.Equal([PoolingMode.Cls], folder.Pooling.Modes);
        Assert.Equal(
            [SentenceModuleKind.Dense, SentenceModuleKind.Normalize], folder.Modules.Select(module => module.Kind));
        Assert.EndsWith("3_Dense", folder.Modules[0].Directory, StringComparison.Ordinal);
    }

    [Fact]
    public void Transformer_may_live_in_a_folder_of_its_own()
    {
        using var directory = new FolderFixture(
            ("0_Transformer/config.json", BertConfig),
            ("0_Transformer/sentence_roberta_config.json", """{ "max_seq_length": 75, "do_lower_case": true }"""),
            ("modules.json", OldModules.Replace("\"\"", "\"0_Transformer\"", StringComparison.Ordinal)),
            ("1_Pooling/config.json", "{}"));

        var folder = ModelFolder.Read(directory.Path);

        Assert.EndsWith("0_Transformer", folder.TransformerDirectory, StringComparison.Ordinal);
        Assert.Equal(75, folder.MaxLength);
        Assert.True(folder.Settings.LowersCase);
    }

    [Theory]
    [InlineData("sentence_transformers.models.CLIPModel", "sentence_transformers.models.CLIPModel' is not supported")]
    [InlineData("custom_st.Transformer", "module 'custom_st.Transformer' is not supported")]
    [InlineData("sentence_transformers.models.Transformer", "lists Transformer")]
    public void Modules_that_are_not_understood_are_refused(string type, string message)
    {
        using var directory = new FolderFixture(
            ("config.json", BertConfig), ("modules.json", $$"""[{ "path": "", "type": "{{type}}" }]"""));

        var failure = Assert.Throws<EvaluationException>(() => ModelFolder.Read(directory.Path));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Length_is_the_smaller_limit_and_a_limitless_tokenizer_is_none()
    {
        using var directory = new FolderFixture(
            ("config.json", BertConfig),
            ("tokenizer_config.json", """{ "model_max_length": 1000000000000000019884624838656 }"""));

        Assert.Equal(512, ModelFolder.Read(directory.Path).MaxLength);

        directory.Write("tokenizer_config.json", """{ "model_max_length": 24 }""");

        Assert.Equal(24, ModelFolder.Read(directory.Path).MaxLength);
    }
}
