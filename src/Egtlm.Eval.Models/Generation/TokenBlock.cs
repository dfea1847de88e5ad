namespace Egtlm.Eval.Models.Generation;

/// <summary>Token ids of several rows, padded on either side, on the host.</summary>
/// <param name="Ids">Row-major <c>[rows, columns]</c>.</param>
/// <param name="IsReal">False for padding, as <see cref="Ids"/>.</param>
internal sealed record TokenBlock(long[] Ids, bool[] IsReal, int Rows, int Columns)
{
    /// <summary>All rows end in the last column.</summary>
    public static TokenBlock LeftPadded(IReadOnlyList<IReadOnlyList<int>> rows) =>
        Padded(rows, (row, columns) => columns - row.Count);

    /// <summary>All rows begin in the first column.</summary>
    public static TokenBlock RightPadded(IReadOnlyList<IReadOnlyList<int>> rows) => Padded(rows, (_, _) => 0);

    /// <summary>One token for each row.</summary>
    public static TokenBlock Column(long[] ids)
    {
        var isReal = new bool[ids.Length];
        Array.Fill(isReal, true);
        return new TokenBlock(ids, isReal, ids.Length, 1);
    }

    // Padding holds id 0: nothing sees it.
    private static TokenBlock Padded(
        IReadOnlyList<IReadOnlyList<int>> rows, Func<IReadOnlyList<int>, int, int> startOf)
    {
        var columns = rows.Max(row => row.Count);
        var (ids, isReal) = (new long[rows.Count * columns], new bool[rows.Count * columns]);
        for (var row = 0; row < rows.Count; row++)
        {
            var start = (row * columns) + startOf(rows[row], columns);
            for (var i = 0; i < rows[row].Count; i++)
            {
                (ids[start + i], isReal[start + i]) = (rows[row][i], true);
            }
        }

        return new TokenBlock(ids, isReal, rows.Count, columns);
    }
}
