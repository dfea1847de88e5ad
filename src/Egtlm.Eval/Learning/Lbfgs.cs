namespace Egtlm.Eval.Learning;

/// <summary>A smooth function: writes the gradient at <paramref name="point"/> and returns the value.</summary>
public delegate double DifferentiableFunction(ReadOnlySpan<double> point, Span<double> gradient);

/// <summary>When <see cref="Lbfgs"/> stops.</summary>
/// <param name="GradientTolerance">Largest absolute gradient entry that counts as zero.</param>
/// <param name="ValueTolerance">Relative decrease of the value in one iteration that counts as none.</param>
/// <param name="MaxIterations">Most iterations; reaching it is not an error.</param>
public sealed record LbfgsOptions(double GradientTolerance, double ValueTolerance, int MaxIterations);

/// <summary>Where <see cref="Lbfgs"/> stopped.</summary>
public sealed record LbfgsResult(double[] Point, double Value, int Iterations, int Evaluations);

/// <summary>Limited-memory BFGS without bounds, along the same iterates as scipy's L-BFGS-B.</summary>
/// <remarks>
/// Nocedal 1980, doi:10.1090/S0025-5718-1980-0572855-7; Byrd, Lu, Nocedal &amp; Zhu 1995, doi:10.1137/0916069.
/// The two-loop recursion equals the compact form of L-BFGS-B 3.0 up to rounding when there are no bounds.
/// </remarks>
public static class Lbfgs
{
    /// <summary>Minimises <paramref name="function"/> from <paramref name="start"/>.</summary>
    /// <remarks>A function that gives NaN ends the search at the last good iterate.</remarks>
    public static LbfgsResult Minimize(DifferentiableFunction function, double[] start, LbfgsOptions options)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(options);
        var search = new LbfgsSearch(function, start);
        var iterations = 0;
        while (!search.IsFlat(options.GradientTolerance) && iterations < options.MaxIterations)
        {
            var previous = search.Value;
            if (!search.TryStep(isFirst: iterations == 0))
            {
                break;
            }

            iterations++;
            var scale = Math.Max(Math.Max(Math.Abs(previous), Math.Abs(search.Value)), 1);
            if (search.IsFlat(options.GradientTolerance) || previous - search.Value <= options.ValueTolerance * scale)
            {
                break;
            }

            search.Remember();
        }

        return new LbfgsResult(search.Point, search.Value, iterations, search.Evaluations);
    }
}
