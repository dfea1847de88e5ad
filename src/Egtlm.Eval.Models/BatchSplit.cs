using System.Runtime.InteropServices;

namespace Egtlm.Eval.Models;

/// <summary>
/// A batch that does not fit the GPU's memory is halved until it does: the budget counts tokens, attention needs their
/// square.
/// </summary>
internal static class BatchSplit
{
    /// <param name="lengthOf">Tokens of a row, for the message.</param>
    /// <exception cref="EvaluationException">One row alone does not fit.</exception>
    public static void Run(int[] rows, Action<int[]> work, Func<int, int> lengthOf)
    {
        try
        {
            work(rows);
            return;
        }
        catch (ExternalException exception) when (IsOutOfMemory(exception))
        {
            if (rows.Length == 1)
            {
                throw new EvaluationException(
                    $"a text of {lengthOf(rows[0])} tokens does not fit the GPU's memory",
                    "lower --max-length, use --dtype bfloat16, or --device cpu",
                    exception);
            }
        }

        Run(rows[..(rows.Length / 2)], work, lengthOf);
        Run(rows[(rows.Length / 2)..], work, lengthOf);
    }

    // TorchSharp hands on the text only. Sources: c10::OutOfMemoryError of torch's allocator; the runtime's own, where
    // memory is taken beside the allocator; cuBLAS, whose handle wants some of its own.
    private static bool IsOutOfMemory(ExternalException exception) =>
        exception.Message.Contains("CUDA out of memory", StringComparison.Ordinal)
        || exception.Message.Contains("CUDA error: out of memory", StringComparison.Ordinal)
        || exception.Message.Contains("CUBLAS_STATUS_ALLOC_FAILED", StringComparison.Ordinal);
}
