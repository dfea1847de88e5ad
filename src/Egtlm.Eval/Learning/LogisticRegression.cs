using System.Numerics;
using System.Numerics.Tensors;

namespace Egtlm.Eval.Learning;

/// <summary>A fitted logistic regression.</summary>
/// <param name="Weights"><c>[outputs, features]</c>; one output for two classes, else one per class.</param>
/// <param name="Intercepts">One per output.</param>
/// <param name="Iterations">L-BFGS iterations; the maximum when it did not converge.</param>
/// <param name="Evaluations">Evaluations of the objective.</param>
public sealed record LogisticModel<T>(Matrix<T> Weights, T[] Intercepts, int Iterations, int Evaluations);

/// <summary>Logistic regression as scikit-learn 1.9 fits it with solver lbfgs, C = 1, L2 and an intercept.</summary>
/// <remarks>
/// float samples are fitted in float32, double samples in float64. The fit stops early (tolerance 1e-4 on a mean loss),
/// so the result is a point on the path of L-BFGS, not the optimum.
/// </remarks>
public static class LogisticRegression
{
    // scikit-learn: tol, and ftol = 64 times the precision of double.
    private const double GradientTolerance = 1e-4;
    private const double ValueTolerance = 64 * 2.220446049250313e-16;

    /// <summary>scikit-learn's default, which mteb keeps.</summary>
    public const int DefaultMaxIterations = 100;

    /// <summary>Fits class indices to samples.</summary>
    /// <param name="samples"><c>[samples, features]</c>, finite.</param>
    /// <param name="classes">Class of each sample, in [0, <paramref name="classCount"/>).</param>
    /// <param name="classCount">At least 2.</param>
    public static LogisticModel<T> Fit<T>(
        Matrix<T> samples, int[] classes, int classCount, int maxIterations = DefaultMaxIterations)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(classes.Length, samples.Rows);
        ArgumentOutOfRangeException.ThrowIfZero(samples.Rows);
        var objective = new LogisticRegressionObjective<T>(samples, classes, classCount);
        var found = Lbfgs.Minimize(
            objective.Evaluate,
            new double[objective.Dimension],
            new LbfgsOptions(GradientTolerance, ValueTolerance, maxIterations));
        return Model<T>(found, samples.Columns, OutputCount(classCount));
    }

    /// <summary>The class of each row: the highest score, the first of equal ones; of two, 1 above 0.</summary>
    /// <param name="samples"><c>[samples, features]</c>.</param>
    public static int[] Predict<T>(LogisticModel<T> model, Matrix<T> samples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Columns, model.Weights.Columns);
        var outputs = model.Weights.Rows;
        var width = LogisticRegressionProducts.Padded<T>(outputs);
        var weights = new Matrix<T>(new T[model.Weights.Columns * width], model.Weights.Columns, width);
        for (var output = 0; output < outputs; output++)
        {
            for (var feature = 0; feature < weights.Rows; feature++)
            {
                weights.Values[(feature * width) + output] = model.Weights.Row(output)[feature];
            }
        }

        var scores = new Matrix<T>(new T[samples.Rows * width], samples.Rows, width);
        LogisticRegressionProducts.Multiply(samples, isLeftTransposed: false, weights, outputs, scores);
        var predictions = new int[samples.Rows];
        for (var row = 0; row < predictions.Length; row++)
        {
            var values = scores.Row(row)[..outputs];
            TensorPrimitives.Add(values, model.Intercepts, values);
            predictions[row] = outputs > 1 ? TensorPrimitives.IndexOfMax<T>(values) : values[0] > T.Zero ? 1 : 0;
        }

        return predictions;
    }

    /// <summary>Score columns of a model: two classes share one.</summary>
    internal static int OutputCount(int classCount) => classCount == 2 ? 1 : classCount;

    private static LogisticModel<T> Model<T>(LbfgsResult found, int features, int outputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var weights = new T[outputs * features];
        var intercepts = new T[outputs];
        for (var output = 0; output < outputs; output++)
        {
            for (var feature = 0; feature < features; feature++)
            {
                weights[(output * features) + feature] = T.CreateTruncating(found.Point[(feature * outputs) + output]);
            }

            intercepts[output] = T.CreateTruncating(found.Point[(features * outputs) + output]);
        }

        return new(new Matrix<T>(weights, outputs, features), intercepts, found.Iterations, found.Evaluations);
    }
}
