using Egtlm.Eval.Models.Weights;
using TorchSharp;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Weights;

public sealed class CheckpointTests : IDisposable
{
    private const string Index = "model.safetensors.index.json";
    private readonly TinyCheckpoint _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_directory_without_weights_says_what_it_lacks()
    {
        var error = Assert.Throws<EvaluationException>(() => Checkpoint.Open(_folder.Directory));

        Assert.Equal($"'{_folder.Directory}' has neither 'model.safetensors' nor '{Index}'", error.Message);
    }

    [Fact]
    public void Pickled_weights_are_refused_with_the_way_out()
    {
        _folder.Write("pytorch_model.bin", "");

        var error = Assert.Throws<EvaluationException>(() => Checkpoint.Open(_folder.Directory));

        Assert.EndsWith("only 'pytorch_model.bin'", error.Message, StringComparison.Ordinal);
        Assert.Equal("save the model with safetensors: save_pretrained(..., safe_serialization=True)", error.Hint);
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        _folder.WriteTensors("one.safetensors", ("a", [2]));
        _folder.Write(Index, """{"weight_map": {"a": "one.safetensors", "b": "two.safetensors"}}""");

        var error = Assert.Throws<EvaluationException>(() => Checkpoint.Open(_folder.Directory));

        Assert.Equal($"'{_folder.PathOf("two.safetensors")}' is missing; '{Index}' names it", error.Message);
    }

    [Fact]
    public void A_shard_without_its_tensor_is_named()
    {
        _folder.WriteTensors("one.safetensors", ("a", [2]));
        _folder.Write(Index, """{"weight_map": {"a": "one.safetensors", "b": "one.safetensors"}}""");

        var error = Assert.Throws<EvaluationException>(() => Checkpoint.Open(_folder.Directory));

        Assert.Equal($"'{_folder.PathOf("one.safetensors")}' has no tensor 'b', '{Index}' says it has", error.Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"weight_map": 3}""")]
    [InlineData("""{"weight_map": {"a": 3}}""")]
    public void A_broken_index_is_named(string index)
    {
        _folder.Write(Index, index);

        var error = Assert.Throws<EvaluationException>(() => Checkpoint.Open(_folder.Directory));

        var expected = $"'{_folder.PathOf(Index)}' is not an index of safetensors shards: ";
        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_shape_names_tensor_and_both_shapes()
    {
        _folder.WriteTensors("model.safetensors", ("layers.0.q_proj.weight", [2, 3]));

        var error = Assert.Throws<EvaluationException>(() => Read("q_proj", 3, 3));

        Assert.Equal("'layers.0.q_proj.weight' has shape [2, 3], config.json implies [3, 3]", error.Message);
    }

    [Fact]
    public void An_absent_tensor_is_named()
    {
        _folder.WriteTensors("model.safetensors", ("layers.0.q_proj.weight", [2, 3]));

        var error = Assert.Throws<EvaluationException>(() => Read("k_proj", 2, 3));

        const string Names = "'layers.0.k_proj.weight'; it holds 1, such as 'layers.0.q_proj.weight'";
        Assert.Equal($"'{_folder.Directory}' has no tensor {Names}", error.Message);
    }

    [Fact]
    public void Integer_weights_are_refused()
    {
        _folder.WriteRaw(
            "model.safetensors",
            """{"layers.0.q_proj.weight": {"dtype": "I8", "shape": [2], "data_offsets": [0, 2]}}""",
            2);

        var error = Assert.Throws<EvaluationException>(() => Read("q_proj", 2));

        var place = $"'layers.0.q_proj.weight' in '{_folder.PathOf("model.safetensors")}'";
        Assert.Equal($"{place} is stored as 'I8', which is not supported for weights", error.Message);
    }

    [Fact]
    public void Weights_no_layer_used_are_an_error()
    {
        _folder.WriteTensors(
            "model.safetensors", ("layers.0.w", [2]), ("layers.9.a", [1]), ("layers.9.b", [1]), ("head", [1]));
        using var checkpoint = Checkpoint.Open(_folder.Directory);
        checkpoint.Use("layers.0.w");

        var error = Assert.Throws<EvaluationException>(() => checkpoint.RequireAllUsed(name => name == "head"));

        Assert.Equal($"'layers.9.a' and 1 more are in '{_folder.Directory}' but no layer uses them", error.Message);
    }

    [Fact]
    public void Old_names_of_a_layer_norm_are_found_under_the_new_ones()
    {
        _folder.WriteTensors("model.safetensors", ("x.LayerNorm.gamma", [2]), ("x.LayerNorm.beta", [2]));
        using var checkpoint = Checkpoint.Open(_folder.Directory);

        Assert.True(checkpoint.Contains("x.LayerNorm.weight"));
        Assert.True(checkpoint.Contains("x.LayerNorm.bias"));
    }

    [Fact]
    public void Values_arrive_in_the_compute_dtype()
    {
        NativeBackend.EnsureLoaded();
        _folder.WriteTensors("model.safetensors", ("layers.0.q_proj.weight", [2, 3]));

        Assert.Equal([0f, 1.0009765625f], Read("q_proj", torch.ScalarType.Float32, 2, 3)[..2]);
        Assert.Equal([0f, 1f], Read("q_proj", torch.ScalarType.BFloat16, 2, 3)[..2]); // 8 bits of precision
    }

    private float[] Read(string name, params long[] shape) => Read(name, torch.ScalarType.Float32, shape);

    private float[] Read(string name, torch.ScalarType dtype, params long[] shape)
    {
        NativeBackend.EnsureLoaded();
        using var checkpoint = Checkpoint.Open(_folder.Directory);
        using var parameters = new Parameters();
        var root = new WeightScope(checkpoint, parameters, "", dtype, torch.CPU);
        return root["layers"]["0"][name].Tensor("weight", shape).to(torch.float32).data<float>().ToArray();
    }
}
