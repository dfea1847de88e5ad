using System.Numerics;
using Egtlm.Eval.Data;
using Egtlm.Eval.Learning;
using Egtlm.Eval.Metrics;

namespace Egtlm.Eval.Evaluation;

/// <summary>One fit of a classification task and what it predicted.</summary>
/// <param name="Classes">The training labels in numpy's order; a class index of the model points here.</param>
/// <param name="Predictions">One label per test row.</param>
public sealed record ClassificationExperiment<T>(
    IReadOnlyList<Label> Classes,
    LogisticModel<T> Model,
    IReadOnlyList<Label> Predictions,
    ClassificationScores Scores);

/// <summary>Fits and scores one experiment; knows nothing of texts or encoders.</summary>
public static class ClassificationExperiment
{
    /// <summary>Fits the training rows and scores the predictions for the test rows.</summary>
    /// <param name="train">One embedding per row, <c>[samples, dimension]</c>. As in scikit-learn float is fitted in
    /// float32 and double in float64; widen float16 to double.</param>
    /// <param name="test">One embedding per row, <c>[rows, dimension]</c>.</param>
    /// <exception cref="EvaluationException">There are fewer than two training labels, or no test rows.</exception>
    public static ClassificationExperiment<T> Run<T>(
        Matrix<T> train,
        IReadOnlyList<Label> trainLabels,
        Matrix<T> test,
        IReadOnlyList<Label> testLabels,
        int maxIterations = LogisticRegression.DefaultMaxIterations)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireLabels(trainLabels, testLabels);
        var classes = trainLabels.Distinct().Order().ToArray();
        var indices = trainLabels.Select(label => Array.BinarySearch(classes, label)).ToArray();
        var model = LogisticRegression.Fit(train, indices, classes.Length, maxIterations);
        var predictions = LogisticRegression.Predict(model, test).Select(index => classes[index]).ToArray();
        return new(classes, model, predictions, ClassificationMetrics.Score(testLabels, predictions));
    }

    /// <summary>Refuses labels that no experiment can use.</summary>
    /// <param name="place">Put after the rows in the message, such as <c> of 'TNews'</c>; may be empty.</param>
    internal static void RequireLabels(
        IReadOnlyList<Label> trainLabels, IReadOnlyList<Label> testLabels, string place = "")
    {
        var classes = trainLabels.Distinct().ToArray();
        if (classes.Length < 2)
        {
            var found = classes.Length == 0 ? "no label" : $"only the label '{classes[0]}'";
            throw new EvaluationException(
                $"the training rows{place} hold {found}, expected two labels or more",
                "check the training split and the label column of the task");
        }

        if (testLabels.Count == 0)
        {
            throw new EvaluationException(
                $"there are no test rows{place}, expected one or more", "check the evaluated split of the data set");
        }
    }
}
