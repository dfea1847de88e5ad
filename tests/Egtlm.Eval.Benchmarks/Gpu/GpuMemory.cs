using System.Runtime.InteropServices;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Models;
using Egtlm.Eval.Tasks;
using static Egtlm.Eval.Benchmarks.Gpu.GpuBench;
using static TorchSharp.torch;

namespace Egtlm.Eval.Benchmarks.Gpu;

/// <summary>What a forward pass needs beside the weights, and what happens where there is not enough.</summary>
internal static class GpuMemory
{
    private const int LeftGibibytes = 3;

    public static void Run(GpuBench bench)
    {
        if (bench.Only != "split")
        {
            Peak(bench);
        }

        Split(bench);
    }

    // The allocator keeps what it had, so what is used after a pass is the most that was used.
    private static void Peak(GpuBench bench)
    {
        var shape = bench.Shapes.First(one => one.Name == "qwen1.5-1.8b");
        var before = bench.UsedMebibytes();
        using var model = RandomModel.Load(shape, bench.Device, withHead: false);
        var weights = model.ParameterCount * 2 >> 20;
        Say($"{shape.Name}: weights {weights} MiB, used {bench.UsedMebibytes() - before} MiB more");
        foreach (var budget in bench.IsTiny ? new[] { 256 } : [16_384, 65_536])
        {
            using var mode = inference_mode();
            GpuSpeed.Embed(model, GpuSpeed.Batch(shape, budget, 512, isMixed: true)).Dispose();
            Say($"{shape.Name}: {budget} tokens of 512 a text: used {bench.UsedMebibytes() - before} MiB more");
        }
    }

    private static void Split(GpuBench bench)
    {
        var folder = Path.Combine(TaskFiles.BuiltInDirectory(), "sample", "model");
        var (count, budget) = bench.IsTiny ? (64, 1 << 14) : (40_000, 1 << 24);
        string[] texts = [.. Enumerable.Range(0, count).Select(Text)];
        var expected = Encode(folder, bench, texts, null);
        List<Tensor> ballast = bench.IsCuda ? FillMemory(bench.Device) : [];
        Say($"{ballast.Count} GiB taken, {bench.UsedMebibytes()} MiB used");
        var found = Encode(folder, bench, texts, budget);
        ballast.ForEach(block => block.Dispose());
        var largest = found.Values.Zip(expected.Values).Max(pair => Math.Abs(pair.First - pair.Second));
        Say($"{count} texts in batches of {budget} tokens where {LeftGibibytes} GiB are left: "
            + $"vectors differ by at most {largest:E1} from batches that fit");
    }

    private static string Text(int index) =>
        string.Join(' ', Enumerable.Repeat($"story {index} of a little bird that flew {index % 97} miles", 24));

    private static Matrix<float> Encode(string folder, GpuBench bench, string[] texts, int? batchTokens)
    {
        var options = new EncoderOptions
        {
            Device = bench.Device.ToString(),
            ComputeType = ComputeType.Fp32,
            BatchTokens = batchTokens,
        };
        using var encoder = EncoderLoader.Load(folder, options);
        EncodedTexts? encoded = null;
        var seconds = bench.Timed(() => encoded = encoder.Encode(texts, "", null, CancellationToken.None));
        var tokens = encoded!.TokenCount; // not null: Timed ran it
        Say($"{texts.Length} texts, {tokens} tokens, batches of {encoder.BatchTokens}: "
            + $"{tokens / seconds:N0} tokens/s, {bench.UsedMebibytes()} MiB used");
        return encoded.Embeddings;
    }

    /// <summary>Takes GiB by GiB until nothing is left, then gives a few back to the allocator.</summary>
    private static List<Tensor> FillMemory(Device device)
    {
        List<Tensor> blocks = [];
        try
        {
            while (true)
            {
                blocks.Add(empty([1L << 30], dtype: ScalarType.Byte, device: device));
            }
        }
        catch (ExternalException e)
        {
            Say($"refused: {e.Message.Split('\n')[0]}");
        }

        blocks[^LeftGibibytes..].ForEach(block => block.Dispose());
        blocks.RemoveRange(blocks.Count - LeftGibibytes, LeftGibibytes);
        return blocks;
    }
}
