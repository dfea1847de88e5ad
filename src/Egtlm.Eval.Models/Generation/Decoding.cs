using System.Runtime.InteropServices;
using Egtlm.Eval.Models.Architectures;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Generation;

/// <summary>New tokens for one batch of prompts, left padded; rows that ended leave the batch.</summary>
internal static class Decoding
{
    /// <summary>Runs until every answer has ended.</summary>
    /// <param name="onToken">Called after each step for each answer that got a token.</param>
    public static void Run(
        DecoderBackbone decoder, IReadOnlyList<Answer> answers, Action<Answer>? onToken, CancellationToken cancellation)
    {
        using var mode = inference_mode();
        using var scope = NewDisposeScope();
        var open = answers.ToArray();
        var block = TokenBlock.LeftPadded([.. open.Select(answer => answer.Prompt)]);
        var capacity = block.Columns + open.Max(answer => answer.MaxNewTokens);
        var cache = decoder.NewCache(open.Length, capacity);
        try
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                Step(decoder, open, block, cache, onToken);
                int[] kept = [.. Enumerable.Range(0, open.Length).Where(row => open[row].Finish is null)];
                if (kept.Length == 0)
                {
                    return;
                }

                if (kept.Length < open.Length)
                {
                    open = Array.ConvertAll(kept, row => open[row]);
                    var smaller = cache.Select(kept, capacity);
                    cache.Dispose();
                    cache = smaller;
                }

                block = TokenBlock.Column(Array.ConvertAll(open, answer => (long)answer.Ids[^1]));
            }
        }
        finally
        {
            cache.Dispose();
        }
    }

    private static void Step(
        DecoderBackbone decoder, Answer[] open, TokenBlock block, KeyValueCache cache, Action<Answer>? onToken)
    {
        using var scope = NewDisposeScope();
        var hidden = decoder.Extend(block, cache).narrow(1, block.Columns - 1, 1).squeeze(1);
        var logits = decoder.Head!.Logits(hidden); // not null: loaded for generation
        var best = logits.argmax(-1).cpu();
        using var rows = open.Any(answer => answer.Sampling is not null) ? logits.cpu().contiguous() : null;
        for (var row = 0; row < open.Length; row++)
        {
            var answer = open[row];
            var next = answer.Sampling is { } sampling
                ? sampling.Next(Logits(rows!, row))
                : (int)best.ReadCpuInt64(row);
            answer.Add(next);
            onToken?.Invoke(answer);
        }
    }

    private static ReadOnlySpan<float> Logits(Tensor rows, int row)
    {
        var vocabulary = (int)rows.size(1);
        return MemoryMarshal.Cast<byte, float>(rows.bytes).Slice(row * vocabulary, vocabulary);
    }
}
