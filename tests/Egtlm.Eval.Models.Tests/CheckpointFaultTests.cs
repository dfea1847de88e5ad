using System.Text;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class CheckpointFaultTests : IDisposable
{
    private const string Index = """{"weight_map": {"a": "model-1.safetensors", "b": "model-2.safetensors"}}""";

    private readonly FolderFixture _folder = new(
        ("config.json", "{}"), ("tokenizer.json", "{}"), ("model.safetensors.index.json", Index));

    public CheckpointFaultTests()
    {
        Weights("model-1.safetensors", "a", 4);
        Weights("model-2.safetensors", "b", 4);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_with_all_its_shards_is_whole() => Assert.Null(CheckpointFault.Of(_folder.Path));

    [Theory]
    [InlineData("config.json", "it has no 'config.json'")]
    [InlineData("tokenizer.json", "it has no 'tokenizer.json'")]
    [InlineData("model.safetensors.index.json", "neither")]
    [InlineData("model-2.safetensors", "is missing; 'model.safetensors.index.json' names it")]
    public void A_missing_file_is_named(string file, string fault)
    {
        File.Delete(Path.Combine(_folder.Path, file));

        Assert.Contains(fault, CheckpointFault.Of(_folder.Path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config.json", "{\"archi", "is not valid JSON")]
    [InlineData("tokenizer.json", "", "is not valid JSON")]
    [InlineData("model.safetensors.index.json", "{\"weight_map\": {", "is not an index")]
    [InlineData("model-2.safetensors", "", "is truncated")]
    [InlineData("adapter_model.safetensors", "1234", "is truncated")]
    public void A_file_that_is_cut_off_is_named(string file, string text, string fault)
    {
        _folder.Write(file, text);

        Assert.Contains(fault, CheckpointFault.Of(_folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shard_without_its_last_bytes_is_no_whole_one()
    {
        Weights("model-2.safetensors", "b", 3);

        Assert.Contains("its tensors need 4 bytes, 3 follow the header", CheckpointFault.Of(_folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_gone_is_no_checkpoint() =>
        Assert.Equal("it has no 'config.json'", CheckpointFault.Of(Path.Combine(_folder.Path, "gone")));

    /// <summary>One tensor of four bytes, of which some are there.</summary>
    private void Weights(string file, string tensor, int bytes)
    {
        var header = Encoding.UTF8.GetBytes($$"""{ "{{tensor}}": { "dtype": "F32", "shape": [1], "data_offsets": [0, 4] } }""");
        byte[] content = [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[bytes]];
        File.WriteAllBytes(Path.Combine(_folder.Path, file), content);
    }
}
