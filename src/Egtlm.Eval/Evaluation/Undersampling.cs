using Egtlm.Eval.Data;
using Egtlm.Eval.Randomness;

namespace Egtlm.Eval.Evaluation;

/// <summary>The training rows of each experiment of a classification task.</summary>
public static class Undersampling
{
    /// <summary>mteb's seed of every task.</summary>
    private const uint Seed = 42;

    /// <summary>
    /// Draws up to <paramref name="samplesPerLabel"/> rows of every label, once per experiment; a rarer label gives all.
    /// </summary>
    /// <returns>Row indices in drawing order, which is also the order of the fit.</returns>
    /// <remarks>
    /// Each experiment seeds anew but shuffles the list that the one before left behind
    /// (mteb/abstasks/classification.py, <c>_undersample_data</c>).
    /// </remarks>
    public static IReadOnlyList<int[]> Draw(IReadOnlyList<Label> labels, int samplesPerLabel, int experiments)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samplesPerLabel);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(experiments);
        var order = Enumerable.Range(0, labels.Count).ToArray();
        var draws = new List<int[]>(experiments);
        for (var experiment = 0; experiment < experiments; experiment++)
        {
            new NumpyRandomState(Seed).Shuffle<int>(order);
            var taken = new Dictionary<Label, int>();
            var selected = new List<int>();
            foreach (var row in order)
            {
                var count = taken.GetValueOrDefault(labels[row]);
                if (count < samplesPerLabel)
                {
                    taken[labels[row]] = count + 1;
                    selected.Add(row);
                }
            }

            draws.Add([.. selected]);
        }

        return draws;
    }
}
