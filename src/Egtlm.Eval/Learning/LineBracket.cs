namespace Egtlm.Eval.Learning;

/// <summary>A step along a line with the function and its slope there.</summary>
internal readonly record struct LinePoint(double Step, double Value, double Slope)
{
    /// <summary>The same point of the function less the line of the given slope through step 0.</summary>
    public LinePoint Tilt(double slope) => slope == 0 ? this : new(Step, Value - (Step * slope), Slope - slope);
}

/// <summary>The interval that holds a good step. Source: MINPACK-2 <c>dcstep</c>.</summary>
internal sealed class LineBracket(LinePoint best, LinePoint other, bool isBracketed)
{
    // dcstep: a bracketed step goes at most this share of the way to the far end.
    private const double FarShare = 0.66;

    /// <summary>The end with the lowest value so far.</summary>
    public LinePoint Best { get; private set; } = best;

    public LinePoint Other { get; private set; } = other;

    /// <summary>A minimum lies between the ends.</summary>
    public bool IsBracketed { get; private set; } = isBracketed;

    /// <summary>Takes a trial point into the interval.</summary>
    /// <returns>The next step, from cubic and quadratic interpolation.</returns>
    public double Update(LinePoint trial, double lower, double upper)
    {
        var isSlopeTurned = (trial.Slope < 0 && Best.Slope > 0) || (trial.Slope > 0 && Best.Slope < 0);
        double next;
        if (trial.Value > Best.Value)
        {
            next = AfterHigherValue(trial);
            IsBracketed = true;
        }
        else if (isSlopeTurned)
        {
            next = AfterTurnedSlope(trial);
            IsBracketed = true;
        }
        else if (Math.Abs(trial.Slope) < Math.Abs(Best.Slope))
        {
            next = AfterFlatterSlope(trial, lower, upper);
        }
        else
        {
            next = AfterSteeperSlope(trial, lower, upper);
        }

        if (trial.Value > Best.Value)
        {
            Other = trial;
        }
        else
        {
            Other = isSlopeTurned ? Best : Other;
            Best = trial;
        }

        return next;
    }

    private double AfterHigherValue(LinePoint trial)
    {
        var distance = trial.Step - Best.Step;
        var (theta, gamma) = Cubic(Best, trial, isClamped: false);
        gamma = trial.Step < Best.Step ? -gamma : gamma;
        var r = (gamma - Best.Slope + theta) / (gamma - Best.Slope + gamma + trial.Slope);
        var cubic = Best.Step + (r * distance);
        var quadratic = Best.Step
            + (Best.Slope / (((Best.Value - trial.Value) / distance) + Best.Slope) / 2 * distance);
        return Math.Abs(cubic - Best.Step) < Math.Abs(quadratic - Best.Step)
            ? cubic
            : cubic + ((quadratic - cubic) / 2);
    }

    private double AfterTurnedSlope(LinePoint trial)
    {
        var (theta, gamma) = Cubic(Best, trial, isClamped: false);
        var cubic = trial.Step + (Ratio(trial, Best, theta, gamma) * (Best.Step - trial.Step));
        var secant = Secant(trial);
        return Math.Abs(cubic - trial.Step) > Math.Abs(secant - trial.Step) ? cubic : secant;
    }

    private double AfterFlatterSlope(LinePoint trial, double lower, double upper)
    {
        var (theta, gamma) = Cubic(Best, trial, isClamped: true);
        gamma = trial.Step > Best.Step ? -gamma : gamma;
        var r = (gamma - trial.Slope + theta) / (gamma + (Best.Slope - trial.Slope) + gamma);
        var end = trial.Step > Best.Step ? upper : lower;
        var cubic = r < 0 && gamma != 0 ? trial.Step + (r * (Best.Step - trial.Step)) : end;
        var secant = Secant(trial);
        var isCubicCloser = Math.Abs(cubic - trial.Step) < Math.Abs(secant - trial.Step);
        if (!IsBracketed)
        {
            var isCubicFarther = Math.Abs(cubic - trial.Step) > Math.Abs(secant - trial.Step);
            return Math.Max(lower, Math.Min(upper, isCubicFarther ? cubic : secant));
        }

        var next = isCubicCloser ? cubic : secant;
        var limit = trial.Step + (FarShare * (Other.Step - trial.Step));
        return trial.Step > Best.Step ? Math.Min(limit, next) : Math.Max(limit, next);
    }

    private double AfterSteeperSlope(LinePoint trial, double lower, double upper)
    {
        if (!IsBracketed)
        {
            return trial.Step > Best.Step ? upper : lower;
        }

        var (theta, gamma) = Cubic(trial, Other, isClamped: false);
        return trial.Step + (Ratio(trial, Other, theta, gamma) * (Other.Step - trial.Step));
    }

    private double Secant(LinePoint trial) =>
        trial.Step + (trial.Slope / (trial.Slope - Best.Slope) * (Best.Step - trial.Step));

    /// <summary>Where the cubic through two points is lowest, as a share of the way.</summary>
    private static double Ratio(LinePoint from, LinePoint to, double theta, double gamma)
    {
        gamma = from.Step > to.Step ? -gamma : gamma;
        return (gamma - from.Slope + theta) / (gamma - from.Slope + gamma + to.Slope);
    }

    /// <summary>The cubic through two points; scaled against overflow.</summary>
    private static (double Theta, double Gamma) Cubic(LinePoint a, LinePoint b, bool isClamped)
    {
        var theta = (3 * (a.Value - b.Value) / (b.Step - a.Step)) + a.Slope + b.Slope;
        var scale = Math.Max(Math.Abs(theta), Math.Max(Math.Abs(a.Slope), Math.Abs(b.Slope)));
        var square = (theta / scale * (theta / scale)) - (a.Slope / scale * (b.Slope / scale));
        return (theta, scale * Math.Sqrt(isClamped ? Math.Max(0, square) : square));
    }
}
