using System.Numerics;
using Egtlm.Eval.Data;
using Egtlm.Eval.Learning;
using Egtlm.Eval.Metrics;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Evaluation;

/// <summary>mteb's legacy clustering on embeddings that are already there.</summary>
public static class LegacyClustering
{
    // mteb/_evaluators/clustering_evaluator.py: clustering_batch_size and the seed of every evaluator.
    private const int BatchSize = 500;
    private const uint Seed = 42;

    /// <summary>V-measure of one set, clustered into as many clusters as it has labels.</summary>
    /// <param name="embeddings"><c>[texts, dimension]</c>, as the model gave them; float, or double where it was
    /// widened.</param>
    /// <returns>A value in [0, 1]; 1 for a set with one label.</returns>
    public static double VMeasureOf<T>(Matrix<T> embeddings, IReadOnlyList<Label> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var classes = ClassNumbers.Of(labels);
        int[] rows = [.. Enumerable.Range(0, embeddings.Rows)];
        var options = new MiniBatchKMeansOptions(classes.Distinct().Count(), BatchSize, Seed);
        return VMeasure.Of(classes, MiniBatchKMeans.FitPredict(embeddings, rows, options));
    }

    /// <summary>The scores of a split in mteb's order; mean and deviation stay numpy scalars there.</summary>
    public static Scores Summarise(IReadOnlyList<double> measures)
    {
        double[] values = [.. measures];
        var scores = new Scores();
        scores.AddNumpy("v_measure", NumpyMath.Mean(values));
        scores.AddNumpy("v_measure_std", NumpyMath.StandardDeviation(values));
        scores.Add("v_measures", new ScoreValue.List([.. values.Select(ScoreValue.FromDouble)]));
        return scores;
    }
}
