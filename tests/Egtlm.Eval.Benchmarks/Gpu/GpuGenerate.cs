using Egtlm.Eval.Generation;
using Egtlm.Eval.Models.Architectures;
using Egtlm.Eval.Models.Generation;
using static Egtlm.Eval.Benchmarks.Gpu.GpuBench;

namespace Egtlm.Eval.Benchmarks.Gpu;

/// <summary>New tokens per second, greedy, all rows to the end.</summary>
internal static class GpuGenerate
{
    private const int PromptTokens = 128;

    public static void Run(GpuBench bench)
    {
        var newTokens = bench.IsTiny ? 8 : 128;
        var wanted = bench.Only ?? "qwen1.5-1.8b";
        foreach (var shape in bench.Shapes.Where(shape => shape.IsDecoder && shape.Name == wanted))
        {
            using var decoder = (DecoderBackbone)RandomModel.Load(shape, bench.Device, withHead: true);
            foreach (var (rows, isMixed) in new[] { (1, false), (32, false), (32, true) })
            {
                var prompts = Prompts(shape, rows, isMixed);
                var seconds = bench.Median(1, () => Generate(decoder, prompts, newTokens));
                var kind = isMixed ? "64 to 128" : "128";
                Say($"{shape.Name}, batch {rows,2}, {kind} prompt tokens, {newTokens} new: "
                    + $"{rows * newTokens / seconds:N0} tokens/s, {seconds / newTokens * 1e3:F2} ms a step");
            }
        }
    }

    private static int[][] Prompts(ModelShape shape, int rows, bool isMixed)
    {
        var random = new Random(3);
        return
        [
            .. Enumerable.Range(0, rows).Select(row => Enumerable
                .Range(0, isMixed && row > 0 ? random.Next(PromptTokens / 2, PromptTokens) : PromptTokens)
                .Select(_ => random.Next(10, shape.Vocabulary)).ToArray()),
        ];
    }

    private static void Generate(DecoderBackbone decoder, int[][] prompts, int newTokens)
    {
        var options = new GenerationOptions { MaxNewTokens = newTokens };
        var answers = Array.ConvertAll(
            prompts, prompt => new Answer(prompt, newTokens, [], options, null!) { Sampling = null });
        Decoding.Run(decoder, answers, null, CancellationToken.None);
    }
}
