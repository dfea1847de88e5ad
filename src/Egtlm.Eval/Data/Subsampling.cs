using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Randomness;

namespace Egtlm.Eval.Data;

/// <summary>What mteb keeps of a large split: the test part of Hugging Face's <c>train_test_split</c>.</summary>
internal static class Subsampling
{
    // mteb/abstasks/abstask.py: the seed of every task.
    private const int Seed = 42;

    /// <summary>The head of a permutation; every row in order where there are no more than <paramref name="size"/>,
    /// which <c>train_test_split</c> refuses.</summary>
    public static int[] Plain(int rows, int size) => rows <= size
        ? [.. Enumerable.Range(0, rows)]
        : TrainTestSplit.Plain(rows, size, new NumpyGenerator(Seed)).Test;

    /// <summary>Rows that keep the share of each label, in drawn order; every row in order where there are no more
    /// than <paramref name="size"/>.</summary>
    /// <remarks>
    /// mteb <c>stratified_subsampling</c>: classes are numbered in the order of their labels as text, so 10 comes
    /// before 2.
    /// </remarks>
    /// <exception cref="EvaluationException">A label occurs once, or labels outnumber the rows of a side.</exception>
    public static int[] Stratified(IReadOnlyList<Label> labels, int size)
    {
        if (labels.Count <= size)
        {
            return [.. Enumerable.Range(0, labels.Count)];
        }

        Label[] texts = [.. labels.Select(label => new Label(label.ToString()))];
        var classes = ClassNumbers.Of(texts);
        var counts = classes.CountBy(number => number).ToDictionary();
        var rarest = counts.MinBy(count => count.Value);
        if (rarest.Value < 2 || counts.Count > Math.Min(size, labels.Count - size))
        {
            var label = texts[Array.IndexOf(classes, rarest.Key)];
            throw new EvaluationException(
                FormattableString.Invariant($"{size} of {labels.Count} rows cannot keep the shares of {counts.Count} ")
                + FormattableString.Invariant($"labels, of which '{label}' has {rarest.Value} rows"),
                "a stratified sample needs two rows of every label and more rows than labels on both sides");
        }

        return TrainTestSplit.Stratified(classes, size, new NumpyGenerator(Seed)).Test;
    }
}
