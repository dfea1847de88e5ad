using Egtlm.Eval.Models.Tests.Weights;
using TorchSharp;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class ModelLoaderTests : IDisposable
{
    private const string Qwen2 = """
        "architectures": ["Qwen2ForCausalLM"], "model_type": "qwen2", "hidden_size": 4, "intermediate_size": 6,
        "num_attention_heads": 2, "num_key_value_heads": 1, "num_hidden_layers": 1, "vocab_size": 5,
        "max_position_embeddings": 8, "tie_word_embeddings": true
        """;

    private readonly TinyCheckpoint _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"architectures": ["GemmaModel"], "model_type": "gemma"}""", "GemmaModel")]
    [InlineData("""{"architectures": ["BertweetModel"]}""", "BertweetModel")]
    [InlineData("""{"architectures": ["Qwen2MoeForCausalLM"], "num_experts": 60}""", "Qwen2MoeForCausalLM")]
    [InlineData("""{"model_type": "gemma"}""", "gemma")]
    public void An_unknown_architecture_is_named_with_those_supported(string config, string name)
    {
        _folder.Write("config.json", config);

        var error = Refusal();

        Assert.Equal($"model '{_folder.Directory}' uses architecture '{name}', which is not supported", error.Message);
        Assert.StartsWith("supported: BertModel, BertFor..., LlamaModel", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_without_config_json_is_refused()
    {
        Assert.Equal($"'{_folder.PathOf("config.json")}' is missing", Refusal().Message);
    }

    [Theory]
    [InlineData("{", "is not JSON: ")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("{}", "has neither 'architectures' nor 'model_type'")]
    [InlineData("""{"architectures": "BertModel"}""", """has architectures "BertModel", expected a list of strings""")]
    public void A_broken_config_json_is_refused(string config, string expected)
    {
        _folder.Write("config.json", config);

        Assert.StartsWith($"'{_folder.PathOf("config.json")}' {expected}", Refusal().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"hidden_size\": -4", "' has hidden_size -4, expected a whole number that is not negative")]
    [InlineData("\"hidden_size\": \"4\"", "' has hidden_size \"4\", expected a whole number that is not negative")]
    [InlineData("\"vocab_size\": 0", "' has vocab_size 0, expected a number above 0")]
    [InlineData("\"vocab_size\": null", "' has no 'vocab_size'")]
    [InlineData("\"num_key_value_heads\": 3", "' has num_key_value_heads 3, which is not supported")]
    [InlineData("\"hidden_act\": \"xielu\"", "' has hidden_act \"xielu\", which is not supported")]
    [InlineData("\"rope_scaling\": {\"type\": \"yarn\", \"factor\": 4}", ": rope_scaling' has type \"yarn\", which")]
    [InlineData("\"rope_scaling\": {\"rope_type\": \"linear\"}", ": rope_scaling' has no 'factor'")]
    [InlineData("\"rope_parameters\": {\"partial_rotary_factor\": 0.5}", ": rope_parameters' has partial_rotary")]
    [InlineData("\"num_attention_heads\": 3", "' has num_attention_heads 3, which is not supported")]
    [InlineData("\"head_dim\": 3", "' has head_dim 3, which is not supported")]
    [InlineData("\"layer_types\": [\"chunked_attention\"]", "' has layer_types [\"chunked_attention\"], which")]
    [InlineData("\"quantization_config\": {}", "' has quantization_config {}, which is not supported")]
    [InlineData("\"num_experts\": 60", "' has num_experts 60, which is not supported")]
    [InlineData("\"num_local_experts\": 8", "' has num_local_experts 8, which is not supported")]
    [InlineData("\"tie_word_embeddings\": 1", "' has tie_word_embeddings 1, expected true or false")]
    public void A_value_that_would_change_the_numbers_is_refused_by_name(string setting, string expected)
    {
        // The setting comes last: of equal names the last one counts.
        _folder.Write("config.json", $"{{ {Qwen2}, {setting} }}");
        _folder.WriteTensors("model.safetensors", ("embed_tokens.weight", [5, 4]));

        Assert.StartsWith($"'{_folder.PathOf("config.json")}{expected}", Refusal().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(torch.ScalarType.Float32)]
    [InlineData(torch.ScalarType.BFloat16)]
    public void A_disposed_model_leaves_no_tensor(torch.ScalarType dtype)
    {
        NativeBackend.EnsureLoaded();
        ModelLoader.LoadBackbone(SampleTexts.Model, dtype, torch.CPU).Dispose(); // tensors that live with the process
        var before = Living();

        using (var model = ModelLoader.LoadBackbone(SampleTexts.Model, dtype, torch.CPU))
        {
            Assert.Equal(2_362_304, model.ParameterCount);
            model.Forward(Batch(1, 2, 3), isCausal: true).Dispose();
            Assert.True(Living() > before);
        }

        Assert.Equal(before, Living());
    }

    [Fact]
    public void A_token_outside_the_vocabulary_is_refused()
    {
        using var model = ModelLoader.LoadBackbone(Bert(), torch.ScalarType.Float32, torch.CPU);

        var error = Assert.Throws<EvaluationException>(() => model.Forward(Batch(1, 99999), false));

        Assert.StartsWith("token id 99999 is outside the model's vocabulary", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_beyond_the_position_table_is_refused()
    {
        using var model = ModelLoader.LoadBackbone(Bert(), torch.ScalarType.Float32, torch.CPU);
        var most = model.MaxPositions;

        var error = Assert.Throws<EvaluationException>(() => model.Forward(Batch(new long[most + 1]), false));

        Assert.Equal($"a text has {most + 1} tokens, the model has positions for {most}", error.Message);
    }

    // Tensors of this thread; other tests have theirs.
    private static long Living() => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private static TokenBatch Batch(params long[] ids) => new(ids, [ids.Length], [0], ids.Length);

    private static string Bert() => Testing.SharedFolder.Path("goldens", "models", "bert");

    private EvaluationException Refusal() => Assert.Throws<EvaluationException>(
        () => ModelLoader.LoadBackbone(_folder.Directory, torch.ScalarType.Float32, torch.CPU));
}
