using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Egtlm.Eval.Statistics;

/// <summary>The quantiles that bounds are made of, and the tail of the normal law.</summary>
public static class Quantiles
{
    /// <summary>Share of experiments in which each bound may be wrong: generation-regression.md §2.3.</summary>
    public const double Alpha = 0.05;

    /// <summary>95 % quantile of the standard normal law, for one-sided bounds.</summary>
    public const double OneSided95 = 1.6448536269514722;

    /// <summary>97.5 % quantile of the standard normal law, for two-sided 95 % intervals.</summary>
    public const double TwoSided95 = 1.959963984540054;

    /// <summary>95 % quantile of Student's t law.</summary>
    /// <param name="degreesOfFreedom">Above 0.</param>
    public static double StudentT95(double degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degreesOfFreedom);
        var start = StudentT.InvCDF(0, 1, degreesOfFreedom, 1 - Alpha);

        // MathNet stops its search at 1e-12 of the beta variable; one Newton step gives the digits that are lost there.
        var excess = TailAbove(start, degreesOfFreedom) - Alpha;
        return start + (excess / StudentT.PDF(0, 1, degreesOfFreedom, start));
    }

    /// <summary>P(T > t) of Student's t law; of the normal law where degrees of freedom are null.</summary>
    public static double TailAbove(double t, double? degreesOfFreedom)
    {
        if (degreesOfFreedom is not { } freedom)
        {
            return 0.5 * SpecialFunctions.Erfc(t / Math.Sqrt(2));
        }

        // From the tail itself: 1 − CDF would lose the digits of a small p.
        var half = 0.5 * SpecialFunctions.BetaRegularized(0.5 * freedom, 0.5, freedom / (freedom + (t * t)));
        return t >= 0 ? half : 1 - half;
    }
}
