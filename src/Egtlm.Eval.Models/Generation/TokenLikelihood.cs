using Egtlm.Eval.Models.Architectures;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Generation;

/// <summary>Log-probabilities of given tokens: logits - logsumexp, the sum in float64.</summary>
/// <remarks>torch's float32 <c>log_softmax</c> on the CPU is off by up to 2e-5 a token at large vocabularies.</remarks>
internal static class TokenLikelihood
{
    private const int LogitsAtOnce = 1 << 24; // 192 MiB with their float64 copy

    /// <summary>ln p of each target, and whether it is the most likely token (the first of equals).</summary>
    /// <param name="hidden"><c>[tokens, hidden]</c>: the state in front of each target.</param>
    public static (double[] LogProbabilities, bool[] IsGreedy) Of(
        Tensor hidden, IReadOnlyList<int> targets, DecoderHead head, int vocabularySize)
    {
        var (values, greedy) = (new double[targets.Count], new bool[targets.Count]);
        var rowsAtOnce = Math.Max(1, LogitsAtOnce / vocabularySize);
        for (var start = 0; start < targets.Count; start += rowsAtOnce)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(rowsAtOnce, targets.Count - start);
            long[] wanted = [.. targets.Skip(start).Take(count)];
            TokenBatchCheck.Fits(wanted, 0, vocabularySize, int.MaxValue);
            var logits = head.Logits(hidden.narrow(0, start, count));
            var target = tensor(wanted, dtype: int64, device: hidden.device).unsqueeze(1);
            var wide = logits.to(ScalarType.Float64);
            var picked = (wide.gather(1, target) - wide.logsumexp(-1, keepdim: true)).cpu();
            var best = logits.argmax(-1).cpu();
            for (var i = 0; i < count; i++)
            {
                values[start + i] = picked.ReadCpuDouble(i);
                greedy[start + i] = best.ReadCpuInt64(i) == wanted[i];
            }
        }

        return (values, greedy);
    }
}
