using System.Numerics.Tensors;

namespace Egtlm.Eval.Learning;

/// <summary>The moving state of <see cref="Lbfgs"/>: iterate, gradient and the last steps.</summary>
internal sealed class LbfgsSearch
{
    // scipy's defaults for L-BFGS-B, with maxls as scikit-learn sets it.
    private const int Memory = 10;
    private const int MaxTrials = 50;
    private const double FirstStepLimit = 1e10;

    /// <summary>Distance from 1 to the next double, <c>epsmch</c> of L-BFGS-B.</summary>
    private const double Precision = 2.220446049250313e-16;

    private readonly DifferentiableFunction _function;
    private readonly List<Correction> _corrections = [];
    private readonly double[] _origin;
    private readonly double[] _originGradient;
    private readonly double[] _gradient;
    private readonly double[] _direction;
    private double _slope;
    private double _step;
    private double _scaling = 1;

    public LbfgsSearch(DifferentiableFunction function, double[] start)
    {
        _function = function;
        Point = [.. start];
        _origin = new double[start.Length];
        _originGradient = new double[start.Length];
        _gradient = new double[start.Length];
        _direction = new double[start.Length];
        Evaluate();
    }

    public double[] Point { get; }

    public double Value { get; private set; }

    public int Evaluations { get; private set; }

    public bool IsFlat(double tolerance) => Math.Abs(TensorPrimitives.MaxMagnitude<double>(_gradient)) <= tolerance;

    /// <summary>Moves along one line; false when even steepest descent finds no better point.</summary>
    public bool TryStep(bool isFirst)
    {
        while (true)
        {
            SetDirection();
            if (_slope < 0 && TrySearchLine(isFirst))
            {
                return true;
            }

            if (_corrections.Count == 0)
            {
                return false;
            }

            _corrections.Clear();
            _scaling = 1;
        }
    }

    /// <summary>Keeps the curvature seen in the last step, unless there was next to none.</summary>
    public void Remember()
    {
        var curvature = (TensorPrimitives.Dot<double>(_gradient, _direction) - _slope) * _step;
        if (curvature <= Precision * (-_slope * _step))
        {
            return;
        }

        Correction correction;
        if (_corrections.Count < Memory)
        {
            correction = new Correction(new double[_gradient.Length], new double[_gradient.Length]);
        }
        else
        {
            correction = _corrections[0];
            _corrections.RemoveAt(0);
        }

        TensorPrimitives.Multiply(_direction, _step, correction.Step);
        TensorPrimitives.Subtract(_gradient, _originGradient, correction.GradientChange);
        correction.Curvature = curvature;
        _corrections.Add(correction);
        _scaling = curvature / TensorPrimitives.SumOfSquares<double>(correction.GradientChange);
    }

    private void Evaluate()
    {
        Value = _function(Point, _gradient);
        Evaluations++;
    }

    /// <summary>The two-loop recursion: minus the inverse Hessian estimate times the gradient.</summary>
    private void SetDirection()
    {
        TensorPrimitives.Negate<double>(_gradient, _direction);
        Span<double> weights = stackalloc double[Memory];
        for (var i = _corrections.Count - 1; i >= 0; i--)
        {
            var correction = _corrections[i];
            weights[i] = TensorPrimitives.Dot<double>(correction.Step, _direction) / correction.Curvature;
            AddTo(_direction, correction.GradientChange, -weights[i]);
        }

        TensorPrimitives.Multiply(_direction, _scaling, _direction);
        for (var i = 0; i < _corrections.Count; i++)
        {
            var correction = _corrections[i];
            var weight = TensorPrimitives.Dot<double>(correction.GradientChange, _direction) / correction.Curvature;
            AddTo(_direction, correction.Step, weights[i] - weight);
        }

        _slope = TensorPrimitives.Dot<double>(_gradient, _direction);
    }

    private bool TrySearchLine(bool isFirst)
    {
        Point.CopyTo(_origin, 0);
        _gradient.CopyTo(_originGradient, 0);
        var value = Value;
        var first = isFirst ? Math.Min(1 / TensorPrimitives.Norm<double>(_direction), FirstStepLimit) : 1;
        var line = new MoreThuente(value, _slope, first);
        for (var trial = 0; trial < MaxTrials; trial++)
        {
            _step = line.Step;
            TensorPrimitives.MultiplyAdd(_direction, _step, _origin, Point);
            Evaluate();
            if (line.Advance(Value, TensorPrimitives.Dot<double>(_gradient, _direction)))
            {
                return true;
            }
        }

        _origin.CopyTo(Point, 0);
        _originGradient.CopyTo(_gradient, 0);
        Value = value;
        return false;
    }

    private static void AddTo(double[] sum, double[] values, double factor) =>
        TensorPrimitives.MultiplyAdd(values, factor, sum, sum);

    private sealed class Correction(double[] step, double[] gradientChange)
    {
        public double[] Step { get; } = step;

        public double[] GradientChange { get; } = gradientChange;

        /// <summary>Step · gradient change, above 0.</summary>
        public double Curvature { get; set; }
    }
}
