namespace Egtlm.Eval.Learning;

/// <summary>
/// Moré–Thuente line search for a step of sufficient decrease and small slope; proposes steps, the caller evaluates.
/// </summary>
/// <remarks>
/// Moré &amp; Thuente 1994, doi:10.1145/192115.192132. Follows MINPACK-2 <c>dcsrch</c> step for step: scikit-learn's fits
/// stop long before the optimum, so the path decides the result. Constants: L-BFGS-B 3.0, <c>lnsrlb</c>.
/// </remarks>
internal sealed class MoreThuente
{
    private const double DecreaseTolerance = 1e-3;
    private const double SlopeTolerance = 0.9;
    private const double StepTolerance = 0.1;
    private const double LargestStep = 1e10;

    // dcsrch: a bracket that has not shrunk by a third in two trials is bisected; trials may grow by 1.1 to 4 times.
    private const double BracketShrink = 0.66;
    private const double LowerGrowth = 1.1;
    private const double UpperGrowth = 4;

    private readonly LinePoint _start;
    private readonly double _requiredSlope;
    private LinePoint _best;
    private LinePoint _other;
    private bool _isBracketed;
    private bool _isFirstStage = true;
    private double _width = LargestStep;
    private double _previousWidth = 2 * LargestStep;
    private double _lower;
    private double _upper;

    /// <param name="value">The function at step 0.</param>
    /// <param name="slope">Its directional derivative there, below 0.</param>
    /// <param name="step">The first step to try.</param>
    public MoreThuente(double value, double slope, double step)
    {
        _start = new LinePoint(0, value, slope);
        _requiredSlope = DecreaseTolerance * slope;
        _best = _other = _start;
        Step = step;
        _upper = step + (UpperGrowth * step);
    }

    /// <summary>The step to evaluate next; after the end, the step that was evaluated last.</summary>
    public double Step { get; private set; }

    /// <summary>Takes the function and its slope at <see cref="Step"/>.</summary>
    /// <returns>True when the search is over, converged or out of room; <see cref="Step"/> then stays.</returns>
    public bool Advance(double value, double slope)
    {
        var ceiling = _start.Value + (Step * _requiredSlope);
        if (_isFirstStage && value <= ceiling && slope >= 0)
        {
            _isFirstStage = false;
        }

        if (IsOver(value, slope, ceiling))
        {
            return true;
        }

        Propose(new LinePoint(Step, value, slope), ceiling);
        Narrow();
        return false;
    }

    private bool IsOver(double value, double slope, double ceiling)
    {
        var isOutOfRoom = IsBracketSpent()
            || (Step == LargestStep && value <= ceiling && slope <= _requiredSlope)
            || (Step == 0 && (value > ceiling || slope >= _requiredSlope));
        return isOutOfRoom || (value <= ceiling && Math.Abs(slope) <= SlopeTolerance * -_start.Slope);
    }

    private void Propose(LinePoint trial, double ceiling)
    {
        // The first stage works on the function less its required decrease, until a step lies below that line.
        var tilt = _isFirstStage && trial.Value <= _best.Value && trial.Value > ceiling ? _requiredSlope : 0;
        var bracket = new LineBracket(_best.Tilt(tilt), _other.Tilt(tilt), _isBracketed);
        Step = bracket.Update(trial.Tilt(tilt), _lower, _upper);
        _best = bracket.Best.Tilt(-tilt);
        _other = bracket.Other.Tilt(-tilt);
        _isBracketed = bracket.IsBracketed;
    }

    private void Narrow()
    {
        if (_isBracketed)
        {
            if (Math.Abs(_other.Step - _best.Step) >= BracketShrink * _previousWidth)
            {
                Step = _best.Step + (0.5 * (_other.Step - _best.Step));
            }

            _previousWidth = _width;
            _width = Math.Abs(_other.Step - _best.Step);
            _lower = Math.Min(_best.Step, _other.Step);
            _upper = Math.Max(_best.Step, _other.Step);
        }
        else
        {
            _lower = Step + (LowerGrowth * (Step - _best.Step));
            _upper = Step + (UpperGrowth * (Step - _best.Step));
        }

        Step = Math.Min(Math.Max(Step, 0), LargestStep);
        if (IsBracketSpent())
        {
            Step = _best.Step;
        }
    }

    private bool IsBracketSpent() =>
        _isBracketed && (Step <= _lower || Step >= _upper || _upper - _lower <= StepTolerance * _upper);
}
