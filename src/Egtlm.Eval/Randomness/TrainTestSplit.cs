namespace Egtlm.Eval.Randomness;

/// <summary>The rows of a split, in drawn order.</summary>
public sealed record SplitRows(int[] Train, int[] Test);

/// <summary>
/// Hugging Face <c>Dataset.train_test_split</c>. Source: datasets/arrow_dataset.py and utils/stratify.py.
/// </summary>
public static class TrainTestSplit
{
    /// <summary>Test rows are the head of a permutation, training rows the rest.</summary>
    public static SplitRows Plain(int rows, int testSize, NumpyGenerator random)
    {
        var order = random.Permutation(rows);
        return new SplitRows(order[testSize..], order[..testSize]);
    }

    /// <summary>Keeps the share of each class.</summary>
    /// <param name="classes">Class number per row, 0 to the number of classes - 1.</param>
    public static SplitRows Stratified(IReadOnlyList<int> classes, int testSize, NumpyGenerator random)
    {
        var members = Enumerable.Range(0, classes.Count).GroupBy(row => classes[row]).OrderBy(group => group.Key)
            .Select(group => group.ToArray()).ToArray();
        int[] counts = [.. members.Select(rows => rows.Length)];
        var train = Apportion(counts, classes.Count - testSize, random);
        var test = Apportion([.. counts.Zip(train, (all, taken) => all - taken)], testSize, random);
        List<int> trainRows = [], testRows = [];
        for (var i = 0; i < members.Length; i++)
        {
            int[] order = [.. random.Permutation(counts[i]).Select(place => members[i][place])];
            trainRows.AddRange(order.AsSpan(0, train[i]));
            testRows.AddRange(order.AsSpan(train[i], test[i]));
        }

        int[] drawnTrain = [.. random.Permutation(trainRows.Count).Select(place => trainRows[place])];
        int[] drawnTest = [.. random.Permutation(testRows.Count).Select(place => testRows[place])];
        return new SplitRows(drawnTrain, drawnTest);
    }

    /// <summary>
    /// Draws per class in proportion to its count; the largest remainders are rounded up, ties by chance.
    /// </summary>
    private static int[] Apportion(int[] counts, int draws, NumpyGenerator random)
    {
        double total = counts.Sum();
        double[] shares = [.. counts.Select(count => draws * (double)count / total)];
        int[] whole = [.. shares.Select(share => (int)Math.Floor(share))];
        var missing = draws - whole.Sum();
        var ties = Enumerable.Range(0, counts.Length).GroupBy(i => shares[i] - whole[i])
            .OrderByDescending(group => group.Key);
        foreach (var tie in ties.TakeWhile(_ => missing > 0))
        {
            int[] tied = [.. tie];
            foreach (var pick in random.Choice(tied.Length, Math.Min(tied.Length, missing)))
            {
                whole[tied[pick]]++;
                missing--;
            }
        }

        return whole;
    }
}
