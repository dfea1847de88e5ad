using System.Text.Json;
using Egtlm.Eval.Models.Architectures;
using Egtlm.Eval.Testing;
using Xunit;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Tests;

public sealed class PoolingGoldenTests
{
    [Fact]
    public void Egtlm_poolings_of_given_ids_equal_the_reference()
    {
        NativeBackend.EnsureLoaded();
        var files = Directory.EnumerateDirectories(SharedFolder.Path("goldens", "models"))
            .Select(directory => Path.Combine(directory, "egtlm.json")).Where(File.Exists).ToArray();
        Assert.NotEmpty(files);
        Assert.All(files, AssertFile);
    }

    private static void AssertFile(string file)
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(file));
        using var backbone = ModelLoader.LoadBackbone(Path.GetDirectoryName(file)!, ScalarType.Float32, CPU);
        var cases = golden.RootElement.GetProperty("cases").EnumerateArray().ToArray();
        Assert.NotEmpty(cases);
        foreach (var pooling in cases)
        {
            AssertCase(backbone, golden.RootElement, pooling, $"{file} {Name(pooling)}");
        }

        AssertAllMasked(backbone, golden.RootElement.GetProperty("all_masked"));
    }

    private static void AssertCase(IBackbone backbone, JsonElement golden, JsonElement pooling, string name)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        var instructionTokens = pooling.GetProperty("instruction_tokens").GetInt32();
        var batch = Batch(golden, instructionTokens);
        var isCausal = pooling.GetProperty("attention").GetString() == "cc";
        var options = new PoolingOptions(
            [PoolingOptions.Mode(pooling.GetProperty("pooling").GetString(), name)], PromptPooling.ExcludeFromMeans);

        var vectors = Pooling.Pool(backbone.Forward(batch, isCausal), batch, options);
        var normalised = Pooling.Normalise(vectors);

        for (var row = 0; row < batch.BatchSize; row++)
        {
            AssertClose(pooling.GetProperty("embeddings")[row], vectors[row], name);
            AssertClose(pooling.GetProperty("normalised")[row], normalised[row], name);
        }
    }

    /// <summary>EGTLM divides 0 by 0 for an empty text; here it is pooled over the whole row.</summary>
    private static void AssertAllMasked(IBackbone backbone, JsonElement golden)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        long[] ids = [.. golden.GetProperty("input_ids")[0].EnumerateArray().Select(id => id.GetInt64())];
        var prefix = golden.GetProperty("instruction_tokens").GetInt32();
        var batch = new TokenBatch(ids, [ids.Length], [prefix], ids.Length);
        var options = new PoolingOptions([PoolingMode.Mean], PromptPooling.ExcludeFromMeans);
        var hidden = backbone.Forward(batch, isCausal: false);

        var vector = Pooling.Pool(hidden, batch, options);

        Vectors.AssertClose(Floats(hidden.mean([1])), Floats(vector), 1e-6, "all masked");
    }

    private static void AssertClose(JsonElement expected, Tensor found, string name) =>
        Vectors.AssertClose(Vectors.Of(expected), Floats(found), 1e-5, name);

    private static float[] Floats(Tensor tensor) => tensor.data<float>().ToArray();

    private static TokenBatch Batch(JsonElement golden, int instructionTokens)
    {
        var rows = golden.GetProperty("input_ids").EnumerateArray().ToArray();
        int[] lengths =
        [
            .. golden.GetProperty("attention_mask").EnumerateArray()
                .Select(mask => mask.EnumerateArray().Sum(token => token.GetInt32())),
        ];
        return new TokenBatch(
            [.. rows.SelectMany(row => row.EnumerateArray().Select(id => id.GetInt64()))],
            lengths,
            [.. Enumerable.Repeat(instructionTokens, rows.Length)],
            rows[0].GetArrayLength());
    }

    private static string Name(JsonElement pooling) => string.Join(
        ' ', new[] { "attention", "pooling", "instruction_tokens" }.Select(name => pooling.GetProperty(name)));
}
