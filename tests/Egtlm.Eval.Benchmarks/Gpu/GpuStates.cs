using System.Text.Json;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Models;
using Egtlm.Eval.Models.Architectures;
using Egtlm.Eval.Models.Generation;
using Egtlm.Eval.Models.Tests.Architectures;
using static Egtlm.Eval.Benchmarks.Gpu.GpuBench;
using static TorchSharp.torch;

namespace Egtlm.Eval.Benchmarks.Gpu;

/// <summary>Every tiny checkpoint of goldens/models against the numbers transformers gave on a CPU.</summary>
internal static class GpuStates
{
    private const int NewTokens = 40; // as many as the goldens have

    public static void Run(GpuBench bench)
    {
        using var mode = inference_mode();
        var (largest, least, unequal, rows) = (0f, 1f, 0, 0);
        foreach (var golden in ModelGolden.All())
        {
            using var exact = ModelLoader.LoadBackbone(golden.Directory, ScalarType.Float32, bench.Device);
            using var rounded = ModelLoader.LoadBackbone(golden.Directory, ScalarType.BFloat16, bench.Device);
            var error = golden.Batches().Max(batch => Error(exact, batch));
            var cosine = golden.Batches().Min(batch => LeastCosine(rounded, batch));
            var (wrong, all) = golden.Source().TryGetProperty("greedy", out var greedy)
                ? WrongRows(golden.Directory, greedy, bench.Device)
                : (0, 0);
            Say($"{golden.Name,-20} fp32 off by {error:E1}  bf16 cosine {cosine:F5}  greedy wrong {wrong} of {all}");
            (largest, least) = (Math.Max(largest, error), Math.Min(least, cosine));
            (unequal, rows) = (unequal + wrong, rows + all);
        }

        Say($"{"all",-20} fp32 off by {largest:E1}  bf16 cosine {least:F5}  greedy wrong {unequal} of {rows}");
    }

    private static float Error(IBackbone backbone, BatchGolden batch) =>
        Rows(backbone, batch).Max(row => (row.Found - row.Expected).abs().max().item<float>());

    // Per token, the least.
    private static float LeastCosine(IBackbone backbone, BatchGolden batch) => Rows(backbone, batch)
        .Min(row => nn.functional.cosine_similarity(row.Found, row.Expected, -1).min().item<float>());

    private static IEnumerable<(Tensor Found, Tensor Expected)> Rows(IBackbone backbone, BatchGolden batch)
    {
        using var scope = NewDisposeScope();
        var hidden = backbone.Forward(batch.Batch, batch.IsCausal).to(ScalarType.Float32).cpu();
        for (var row = 0; row < batch.Hidden.Length; row++)
        {
            float[] values = [.. batch.Hidden[row].SelectMany(token => token)];
            var expected = tensor(values).view(batch.Hidden[row].Length, -1);
            yield return (hidden[row].narrow(0, 0, batch.Hidden[row].Length), expected);
        }
    }

    private static (int Wrong, int All) WrongRows(string folder, JsonElement greedy, Device device)
    {
        using var decoder = ModelLoader.LoadDecoder(folder, ScalarType.Float32, device);
        var prompts = greedy.GetProperty("prompts").EnumerateArray().ToArray();
        var ids = Array.ConvertAll(prompts, prompt => prompt.GetProperty("input_ids").Deserialize<int[]>()!);
        var expected = Array.ConvertAll(prompts, prompt => prompt.GetProperty("new_ids").Deserialize<int[]>()!);
        int[][] found = [.. Decode(decoder, ids), .. ids.SelectMany(one => Decode(decoder, [one]))];
        var wrong = found.Zip(expected.Concat(expected), (a, b) => a.SequenceEqual(b)).Count(equal => !equal);
        return (wrong, found.Length);
    }

    private static int[][] Decode(DecoderBackbone decoder, int[][] prompts)
    {
        var options = new GenerationOptions { MaxNewTokens = NewTokens };
        var answers = Array.ConvertAll(
            prompts, prompt => new Answer(prompt, NewTokens, [], options, null!) { Sampling = null });
        Decoding.Run(decoder, answers, null, CancellationToken.None);
        return Array.ConvertAll(answers, answer => answer.Ids.ToArray());
    }
}
