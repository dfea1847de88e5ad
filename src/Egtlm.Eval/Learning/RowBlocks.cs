namespace Egtlm.Eval.Learning;

/// <summary>Splits work on rows among threads; rows are independent, so the split changes no result.</summary>
internal static class RowBlocks
{
    private const int BlockRows = 64;

    // About a tenth of a millisecond of work: below that a second thread costs more than it saves.
    private const long LeastParallelWork = 1 << 21;

    /// <summary>Calls <paramref name="block"/> with [start, end) ranges that cover all rows.</summary>
    /// <param name="workPerRow">Multiplications per row.</param>
    public static void Run(int rows, long workPerRow, Action<int, int> block)
    {
        if (rows * workPerRow < LeastParallelWork)
        {
            block(0, rows);
            return;
        }

        var blocks = (rows + BlockRows - 1) / BlockRows;
        Parallel.For(0, blocks, i => block(i * BlockRows, Math.Min((i + 1) * BlockRows, rows)));
    }
}
