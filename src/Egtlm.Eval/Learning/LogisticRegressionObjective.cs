using System.Numerics;
using System.Numerics.Tensors;
using Egtlm.Eval.Metrics;

namespace Egtlm.Eval.Learning;

/// <summary>
/// Mean logistic loss plus ‖W‖² / 2n (scikit-learn's C = 1), intercepts free, in the precision
/// <typeparamref name="T"/>.
/// </summary>
/// <remarks>
/// As in scikit-learn 1.9, the point is rounded to <typeparamref name="T"/> first; mean loss, penalty and gradient are
/// in it, exponentials and logarithms are double, and the two parts of the objective are added as doubles. Parameters
/// lie feature by feature, <c>[features + 1, outputs]</c>, the intercepts last; two classes have one output.
/// </remarks>
internal sealed class LogisticRegressionObjective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Matrix<T> _samples;
    private readonly int[] _classes;
    private readonly int _outputs;
    private readonly Matrix<T> _weights;
    private readonly Matrix<T> _residuals;
    private readonly Matrix<T> _products;
    private readonly T[] _point;
    private readonly T[] _losses;
    private readonly T _penalty;

    /// <param name="samples"><c>[samples, features]</c>.</param>
    /// <param name="classes">Class index of each sample.</param>
    public LogisticRegressionObjective(Matrix<T> samples, int[] classes, int classCount)
    {
        _samples = samples;
        _classes = classes;
        _outputs = LogisticRegression.OutputCount(classCount);
        var width = LogisticRegressionProducts.Padded<T>(_outputs);
        _weights = Zeros(samples.Columns, width);
        _residuals = Zeros(samples.Rows, width);
        _products = Zeros(samples.Columns, width);
        _point = new T[Dimension];
        _losses = new T[samples.Rows];
        _penalty = T.CreateTruncating(1.0 / samples.Rows);
    }

    public int Dimension => (_samples.Columns + 1) * _outputs;

    /// <summary>The loss at <paramref name="point"/> and its gradient.</summary>
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        Load(point);
        var intercepts = _point.AsSpan(_samples.Columns * _outputs);
        LogisticRegressionProducts.Multiply(_samples, isLeftTransposed: false, _weights, _outputs, _residuals);
        LogisticRegressionSums.RefineScores(_samples, _weights, _outputs, _residuals);
        for (var row = 0; row < _samples.Rows; row++)
        {
            var scores = _residuals.Row(row)[.._outputs];
            TensorPrimitives.Add(scores, intercepts, scores);
            _losses[row] = _outputs == 1
                ? Binomial(ref scores[0], _classes[row])
                : Multinomial(scores, _classes[row]);
            TensorPrimitives.Divide(scores, T.CreateChecked(_samples.Rows), scores);
        }

        LogisticRegressionProducts.Multiply(_samples, isLeftTransposed: true, _residuals, _outputs, _products);
        StoreGradient(gradient);
        var loss = NumpyMath.Sum<T>(_losses) / T.CreateTruncating(_samples.Rows);
        var penalty = T.CreateTruncating(0.5 / _samples.Rows)
            * LogisticRegressionSums.SumOfSquares<T>(_point.AsSpan(0, _samples.Columns * _outputs));
        return double.CreateTruncating(loss) + double.CreateTruncating(penalty);
    }

    /// <summary>Rounds the point into weights and intercepts.</summary>
    private void Load(ReadOnlySpan<double> point)
    {
        TensorPrimitives.ConvertTruncating(point, _point);
        for (var feature = 0; feature < _samples.Columns; feature++)
        {
            _point.AsSpan(feature * _outputs, _outputs).CopyTo(_weights.Row(feature));
        }
    }

    private void StoreGradient(Span<double> gradient)
    {
        for (var feature = 0; feature < _samples.Columns; feature++)
        {
            var products = _products.Row(feature);
            var weights = _weights.Row(feature);
            for (var output = 0; output < _outputs; output++)
            {
                gradient[(feature * _outputs) + output] =
                    double.CreateTruncating(products[output] + (_penalty * weights[output]));
            }
        }

        var sums = new T[_outputs];
        for (var row = 0; row < _samples.Rows; row++)
        {
            TensorPrimitives.Add(sums, _residuals.Row(row)[.._outputs], sums);
        }

        TensorPrimitives.ConvertTruncating<T, double>(sums, gradient[(_samples.Columns * _outputs)..]);
    }

    /// <summary>The loss of a sample; turns its scores into probability minus truth.</summary>
    private static T Multinomial(Span<T> scores, int truth)
    {
        var largest = double.CreateTruncating(TensorPrimitives.Max<T>(scores));
        var target = scores[truth];
        var sum = 0.0;
        for (var output = 0; output < scores.Length; output++)
        {
            scores[output] = T.CreateTruncating(Math.Exp(double.CreateTruncating(scores[output]) - largest));
            sum += double.CreateTruncating(scores[output]);
        }

        var total = T.CreateTruncating(sum);
        TensorPrimitives.Divide(scores, total, scores);
        scores[truth] -= T.One;
        return T.CreateTruncating(Math.Log(double.CreateTruncating(total)) + largest) - target;
    }

    /// <summary>The same for two classes with one score, positive for class 1.</summary>
    private static T Binomial(ref T score, int truth)
    {
        var raw = double.CreateTruncating(score);
        var tail = Math.Exp(-Math.Abs(raw));
        var probability = raw > 0 ? 1 / (1 + tail) : tail / (1 + tail);
        score = T.CreateTruncating(truth == 0 ? probability : raw > 0 ? -tail / (1 + tail) : -1 / (1 + tail));
        var shortfall = truth == 0 ? Math.Max(raw, 0) : Math.Max(-raw, 0);
        return T.CreateTruncating(LogOnePlus(tail) + shortfall);
    }

    /// <summary>log(1 + x) for x in [0, 1], right where 1 + x rounds (Goldberg 1991, theorem 4).</summary>
    private static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    private static Matrix<T> Zeros(int rows, int columns) => new(new T[rows * columns], rows, columns);
}
