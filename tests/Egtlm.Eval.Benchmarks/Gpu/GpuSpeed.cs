using Egtlm.Eval.Models;
using Egtlm.Eval.Models.Architectures;
using static Egtlm.Eval.Benchmarks.Gpu.GpuBench;
using static TorchSharp.torch;

namespace Egtlm.Eval.Benchmarks.Gpu;

/// <summary>Tokens per second of embedding: ids on the host to vectors on the host, as the encoder does it.</summary>
internal static class GpuSpeed
{
    private const double PeakFlops = 989e12; // dense bfloat16; datasheets of H100 SXM and H200
    private const double Seconds = 0.8; // per row of the table
    private static readonly PoolingOptions s_mean = new([PoolingMode.Mean], PromptPooling.Include);

    public static void Run(GpuBench bench)
    {
        int[] budgets = bench.IsTiny ? [256, 1024] : [4096, 16_384, 65_536, 131_072];
        foreach (var shape in bench.Shapes)
        {
            IBackbone? loaded = null;
            var seconds = bench.Timed(() => loaded = RandomModel.Load(shape, bench.Device, withHead: false));
            using var model = loaded!; // not null: Timed ran it
            Say($"{shape.Name}: {model.ParameterCount / 1e9:F2} G weights loaded and filled in {seconds:F1} s, "
                + $"{bench.UsedMebibytes()} MiB used");
            foreach (var budget in budgets)
            {
                Row(bench, shape, model, budget, 128, isMixed: false);
            }

            foreach (var length in new[] { 32, 512 })
            {
                Row(bench, shape, model, budgets[^2], length, isMixed: false);
            }

            Row(bench, shape, model, budgets[^2], 512, isMixed: true);
            Shapes(bench, shape, model, budgets[1]);
            Say($"{shape.Name}: {bench.UsedMebibytes()} MiB used");
        }
    }

    /// <summary>A batch of random ids.</summary>
    /// <param name="tokens">Padding included.</param>
    /// <param name="isMixed">Rows have three quarters of the length or more; else all have the length.</param>
    public static TokenBatch Batch(ModelShape shape, int tokens, int length, bool isMixed)
    {
        var random = new Random(1);
        var rows = Math.Max(1, tokens / length);
        var least = isMixed ? length * 3 / 4 : length;
        int[] lengths = [.. Enumerable.Range(0, rows).Select(_ => random.Next(least, length + 1))];
        lengths[0] = length;
        long[] ids = [.. Enumerable.Range(0, rows * length).Select(_ => (long)random.Next(10, shape.Vocabulary))];
        return new TokenBatch(ids, lengths, new int[rows], length);
    }

    /// <summary>Vectors of a batch, <c>[rows, hidden]</c>, on the host.</summary>
    public static Tensor Embed(IBackbone model, TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        return Pooling.Pool(model.Forward(batch, isCausal: false), batch, s_mean).cpu().MoveToOuterDisposeScope();
    }

    // A corpus sorted by length is batches of ever new sizes: what a size costs when it is new.
    private static void Shapes(GpuBench bench, ModelShape shape, IBackbone model, int budget)
    {
        using var mode = inference_mode();
        TokenBatch[] batches =
        [
            .. Enumerable.Range(0, bench.IsTiny ? 4 : 24)
                .Select(i => Batch(shape, budget, 40 + (i * 11), isMixed: true)),
        ];
        void All() => Array.ForEach(batches, batch => Embed(model, batch).Dispose());
        double[] seconds = [bench.Timed(All), bench.Timed(All)];
        var tokens = batches.Sum(batch => batch.Lengths.Sum());
        Say($"{shape.Name,-14} {batches.Length} sizes of batch, {budget} tokens each: "
            + $"{tokens / seconds[0]:N0} tokens/s when new, {tokens / seconds[1]:N0} again");
    }

    private static void Row(GpuBench bench, ModelShape shape, IBackbone model, int budget, int length, bool isMixed)
    {
        using var mode = inference_mode();
        var batch = Batch(shape, budget, length, isMixed);
        var tokens = batch.Lengths.Sum();
        try
        {
            var seconds = bench.Median(Seconds, () => Embed(model, batch).Dispose());
            var flops = tokens * shape.FlopsPerToken(length) / seconds;
            Say($"{shape.Name,-14} {length,4}{(isMixed ? " mixed" : "")} tokens a text, {budget,7} a batch: "
                + $"{tokens / seconds,12:N0} tokens/s {flops / 1e12,6:F0} TFLOP/s, {flops / PeakFlops,4:P0} of peak");
        }
        catch (System.Runtime.InteropServices.ExternalException e)
        {
            Say($"{shape.Name,-14} {length,4} tokens a text, {budget,7} a batch: {e.Message.Split('\n')[0]}");
        }
    }
}
