using Egtlm.Eval.Generation;
using Egtlm.Eval.Generation.Metrics;
using Egtlm.Eval.Models.Architectures;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Generation;

/// <summary>Next-token distributions of one batch of requests, cut on the device.</summary>
internal static class Distributions
{
    private const int LogitsAtOnce = 1 << 22; // 144 MiB with the float64 copies

    // Less than float32 logits differ by, unless they are equal: then the lower id comes first, on every device.
    private const double StepOfId = 1e-13;

    /// <summary>All requests name tokens, or none does.</summary>
    /// <exception cref="EvaluationException">A request does not fit the model.</exception>
    public static NextToken[][] Of(DecoderBackbone decoder, IReadOnlyList<NextTokenRequest> requests)
    {
        var longest = requests.Max(one => one.Context.Count + one.Tokens.Count - 1);
        long[] named = [.. requests.SelectMany(one => one.Ids ?? []).SelectMany(ids => ids).Select(id => (long)id)];
        TokenBatchCheck.Fits(named, longest, decoder.VocabularySize, decoder.MaxPositions);
        using var mode = inference_mode();
        using var scope = NewDisposeScope();
        var hidden = Scoring.Read(decoder, [.. requests.Select(one => (one.Context, one.Tokens))]);
        var wanted = requests.Select((one, row) => (row, one.Context.Count - 1, one.Tokens));
        var states = Scoring.StatesOf(hidden, [.. wanted]);
        int[] targets = [.. requests.SelectMany(one => one.Tokens)];
        IReadOnlyList<int>[] ids = [.. requests.SelectMany(one => one.Ids ?? [])];
        var next = Cut(states, targets, ids, decoder);
        var start = 0;
        return [.. requests.Select(one => next[start..(start += one.Tokens.Count)])];
    }

    private static NextToken[] Cut(
        Tensor states, int[] targets, IReadOnlyList<int>[] ids, DecoderBackbone decoder)
    {
        var next = new List<NextToken>(targets.Length);
        var rowsAtOnce = Math.Max(1, LogitsAtOnce / decoder.VocabularySize);
        for (var start = 0; start < targets.Length; start += rowsAtOnce)
        {
            var end = Math.Min(targets.Length, start + rowsAtOnce);
            using var scope = NewDisposeScope();
            var logits = decoder.Head!.Logits(states.narrow(0, start, end - start)); // not null: loaded for generation
            next.AddRange(Cut(logits, targets[start..end], ids.Length == 0 ? [] : ids[start..end]));
        }

        return [.. next];
    }

    // logits: [tokens, vocabulary].
    private static NextToken[] Cut(Tensor logits, int[] targets, IReadOnlyList<int>[] named)
    {
        var wide = logits.to(ScalarType.Float64);
        var all = wide - wide.logsumexp(-1, keepdim: true);
        var ids = named.Length > 0
            ? tensor([.. named.SelectMany(one => one).Select(id => (long)id)], dtype: int64, device: logits.device)
                .reshape(named.Length, -1)
            : MostLikely(all);
        var rest = all.scatter(1, ids, full_like(all.narrow(1, 0, ids.size(1)), double.NegativeInfinity))
            .logsumexp(-1).cpu();
        var target = tensor(Array.ConvertAll(targets, id => (long)id), dtype: int64, device: logits.device);
        var (picked, columns) = (all.gather(1, target.unsqueeze(1)).cpu(), (int)ids.size(1));
        var (kept, best) = (all.gather(1, ids).cpu(), logits.argmax(-1).cpu());
        var onHost = ids.cpu();
        return [.. Enumerable.Range(0, targets.Length).Select(row => new NextToken(
            picked.ReadCpuDouble(row),
            (int)best.ReadCpuInt64(row),
            new TopTokens(
                Row(row, i => (int)onHost.ReadCpuInt64(i)), Row(row, i => kept.ReadCpuDouble(i)), rest.ReadCpuDouble(row))))];

        T[] Row<T>(int row, Func<int, T> read) =>
            [.. Enumerable.Range(row * columns, columns).Select(read)];
    }

    private static Tensor MostLikely(Tensor all)
    {
        var order = arange(all.size(1), dtype: ScalarType.Float64, device: all.device) * StepOfId;
        return (all - order).topk((int)Math.Min(TopTokens.Kept, all.size(1))).indexes;
    }
}
