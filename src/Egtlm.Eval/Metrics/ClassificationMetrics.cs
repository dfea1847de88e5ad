using Egtlm.Eval.Data;

namespace Egtlm.Eval.Metrics;

/// <summary>Scores of predicted labels against true labels, named as mteb names them.</summary>
/// <param name="AveragePrecision">
/// Average precision of the predicted labels themselves for label 1; null unless the true labels are two integers and
/// one is 1 (mteb computes none for other counts, and fails where there are two labels without a 1).
/// </param>
public sealed record ClassificationScores(
    double Accuracy,
    double F1,
    double F1Weighted,
    double Precision,
    double PrecisionWeighted,
    double Recall,
    double RecallWeighted,
    double? AveragePrecision);

/// <summary>Precision, recall and F1 over classes, as scikit-learn averages them.</summary>
public static class ClassificationMetrics
{
    /// <summary>
    /// Scores predictions. Macro averages run over every label that is true or predicted somewhere, weighted ones by
    /// the number of true labels; a ratio with denominator 0 counts as 0.
    /// </summary>
    /// <exception cref="ArgumentException">There are no labels, or not as many predictions.</exception>
    public static ClassificationScores Score(IReadOnlyList<Label> truth, IReadOnlyList<Label> predictions)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfZero(truth.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(predictions.Count, truth.Count);
        var labels = truth.Concat(predictions).Distinct().Order().ToArray();
        var counts = Count(labels, truth, predictions);
        var precision = counts.Select(c => Ratio(c.Hits, c.Predicted)).ToArray();
        var recall = counts.Select(c => Ratio(c.Hits, c.Actual)).ToArray();
        var f1 = counts.Select(c => Ratio(2 * c.Hits, c.Actual + c.Predicted)).ToArray();
        return new ClassificationScores(
            counts.Sum(c => c.Hits) / truth.Count,
            NumpyMath.Mean(f1),
            Weighted(f1, counts),
            NumpyMath.Mean(precision),
            Weighted(precision, counts),
            NumpyMath.Mean(recall),
            Weighted(recall, counts),
            AveragePrecision(truth, predictions));
    }

    private static LabelCounts[] Count(Label[] labels, IReadOnlyList<Label> truth, IReadOnlyList<Label> predictions)
    {
        var index = labels.Select((label, i) => (label, i)).ToDictionary(pair => pair.label, pair => pair.i);
        var counts = new LabelCounts[labels.Length];
        for (var i = 0; i < truth.Count; i++)
        {
            counts[index[truth[i]]].Actual++;
            counts[index[predictions[i]]].Predicted++;
            counts[index[truth[i]]].Hits += truth[i] == predictions[i] ? 1 : 0;
        }

        return counts;
    }

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;

    private static double Weighted(double[] values, LabelCounts[] counts)
    {
        var products = values.Select((value, i) => value * counts[i].Actual).ToArray();
        return NumpyMath.Sum<double>(products) / counts.Sum(c => c.Actual);
    }

    /// <summary>The area under the precision-recall steps, the predicted label being the score.</summary>
    private static double? AveragePrecision(IReadOnlyList<Label> truth, IReadOnlyList<Label> predictions)
    {
        var positive = new Label(1);
        var labels = truth.Distinct().ToArray();
        if (labels.Length != 2 || !labels.Contains(positive) || labels.Concat(predictions).Any(l => l.Text is not null))
        {
            return null;
        }

        double positives = truth.Count(label => label == positive);
        double hits = 0, seen = 0, area = 0;
        foreach (var group in truth.Zip(predictions).GroupBy(pair => pair.Second).OrderByDescending(group => group.Key))
        {
            double found = group.Count(pair => pair.First == positive);
            hits += found;
            seen += group.Count();
            area += found / positives * (hits / seen);
        }

        return area;
    }

    private record struct LabelCounts(double Actual, double Predicted, double Hits);
}
