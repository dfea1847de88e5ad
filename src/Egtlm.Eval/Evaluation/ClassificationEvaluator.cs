using System.Globalization;
using Egtlm.Eval.Data;
using Egtlm.Eval.Metrics;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation;

/// <summary>Classification: logistic regression on embeddings of a few rows per label, several times over.</summary>
/// <remarks>mteb 2.20, mteb/abstasks/classification.py.</remarks>
public static class ClassificationEvaluator
{
    /// <summary>Scores one split and subset.</summary>
    /// <returns>mteb's scores in mteb's order, without <c>main_score</c>.</returns>
    /// <exception cref="EvaluationException">There are fewer than two training labels, or no test rows.</exception>
    public static Scores Evaluate(ClassificationData data, ClassificationTask task, EvaluationScope scope)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(scope);
        ClassificationExperiment.RequireLabels(
            data.TrainLabels, data.TestLabels, $" of '{task.Name}' ({scope.Subset}, {scope.Split})");
        var draws = Undersampling.Draw(data.TrainLabels, task.SamplesPerLabel, task.Experiments);
        int[] union = [.. draws.SelectMany(rows => rows).Distinct().Order()];
        string[] trainTexts = [.. union.Select(row => data.TrainTexts[row])];
        var train = scope.Phase("Encoding training samples", () => scope.Encode(trainTexts));
        var test = scope.Phase("Encoding test samples", () => scope.Encode(data.TestTexts));
        return scope.Phase("Scoring", () =>
        {
            ClassificationExperiment<float>[] experiments =
            [
                .. draws.Select((rows, experiment) => scope.Phase(
                    ExperimentName(experiment, draws.Count), () => Run(data, rows, union, train, test, scope))),
            ];
            RecordRows(data.TestLabels, experiments, scope);
            return Summarize([.. experiments.Select(experiment => experiment.Scores)]);
        });
    }

    /// <summary>The scores of every experiment and their means; a mean of no values is NaN.</summary>
    public static Scores Summarize(IReadOnlyList<ClassificationScores> experiments)
    {
        ArgumentNullException.ThrowIfNull(experiments);
        var rows = experiments.Select(Document).ToArray();
        Scores scores = [];
        scores.Add("scores_per_experiment", new ScoreValue.List([.. rows.Select(row => new ScoreValue.Map(row))]));
        foreach (var (name, _) in rows[0])
        {
            double[] values = [.. rows.Select(row => row.Find(name)).OfType<ScoreValue.Number>().Select(n => n.Value)];
            scores.Add(name, NumpyMath.Mean(values));
        }

        return scores;
    }

    /// <summary>Keeps for each test row the share of experiments that found its label.</summary>
    private static void RecordRows(
        IReadOnlyList<Label> labels, ClassificationExperiment<float>[] experiments, EvaluationScope scope)
    {
        foreach (var (row, label) in labels.Index())
        {
            var right = experiments.Count(experiment => experiment.Predictions[row] == label);
            scope.Record(row, ("accuracy", (double)right / experiments.Length));
        }
    }

    private static ClassificationExperiment<float> Run(
        ClassificationData data,
        int[] rows,
        int[] union,
        Matrix<float> train,
        Matrix<float> test,
        EvaluationScope scope)
    {
        scope.Cancellation.ThrowIfCancellationRequested();
        return ClassificationExperiment.Run(
            train.SelectRows([.. rows.Select(row => Array.BinarySearch(union, row))]),
            [.. rows.Select(row => data.TrainLabels[row])],
            test,
            data.TestLabels);
    }

    /// <summary>scikit-learn returns Python floats for accuracy and average precision, else numpy scalars.</summary>
    private static Scores Document(ClassificationScores experiment)
    {
        Scores scores = [];
        scores.Add("accuracy", experiment.Accuracy);
        scores.AddNumpy("f1", experiment.F1);
        scores.AddNumpy("f1_weighted", experiment.F1Weighted);
        scores.AddNumpy("precision", experiment.Precision);
        scores.AddNumpy("precision_weighted", experiment.PrecisionWeighted);
        scores.AddNumpy("recall", experiment.Recall);
        scores.AddNumpy("recall_weighted", experiment.RecallWeighted);
        ScoreValue averagePrecision =
            experiment.AveragePrecision is { } value ? new ScoreValue.Number(value) : new ScoreValue.Null();
        scores.Add("ap", averagePrecision);
        scores.Add("ap_weighted", averagePrecision);
        return scores;
    }

    private static string ExperimentName(int index, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"Running experiment ({index}/{count})");
}
