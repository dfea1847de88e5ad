using System.Diagnostics;

namespace Egtlm.Eval.Benchmarks;

/// <summary>One row of the report.</summary>
/// <param name="Seconds">Best of the repetitions.</param>
/// <param name="Rate">The figure people ask for, such as tokens/s.</param>
/// <param name="Flops">Multiplications and additions that the definition needs, not those that were done; 0 for work of another kind.</param>
internal sealed record Measurement(string Name, double Seconds, string Rate, double Flops);

internal static class Best
{
    /// <summary>Seconds of the fastest of <paramref name="repetitions"/> runs, after one that is not counted.</summary>
    public static double Of(int repetitions, Action work)
    {
        work();
        var best = double.MaxValue;
        for (var i = 0; i < repetitions; i++)
        {
            var watch = Stopwatch.StartNew();
            work();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return best;
    }
}
