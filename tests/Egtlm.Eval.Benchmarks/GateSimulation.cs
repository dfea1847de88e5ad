using System.Globalization;
using Egtlm.Eval.Statistics;

namespace Egtlm.Eval.Benchmarks;

/// <summary>How often the gate's intervals pass a candidate whose true damage is the margin: 5 % are meant.</summary>
internal static class GateSimulation
{
    public const string Command = "gate-simulation";

    private const double Bar = 0.06;

    /// <summary>
    /// <c>gate-simulation [--trials N] [--resamples B] [--margin M] [FILE...]</c>: files of real items (see
    /// <see cref="GateItemsFile"/>), without any the built-in populations.
    /// </summary>
    /// <returns>0 where all shares are within the bar, else 1.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        var (trials, resamples, margin, files) = (2000, 2000, (double?)null, new List<string>());
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--trials":
                    trials = int.Parse(arguments[++i], CultureInfo.InvariantCulture);
                    break;
                case "--resamples":
                    resamples = int.Parse(arguments[++i], CultureInfo.InvariantCulture);
                    break;
                case "--margin":
                    margin = double.Parse(arguments[++i], CultureInfo.InvariantCulture);
                    break;
                default:
                    files.Add(arguments[i]);
                    break;
            }
        }

        var populations = files.Count == 0
            ? GateScenarios.All()
            : files.Select(file => GateItemsFile.Read(file, margin));
        Console.WriteLine($"{trials:N0} trials, {resamples:N0} resamples, true damage = margin; bar {Bar:P0}");
        Console.WriteLine(
            $"{"items",-46}{"clusters",9}{"damage",10}{"false PASS",12}{"closed",8}{"BREACH",8}  intervals");
        var isGood = true;
        foreach (var population in populations)
        {
            isGood &= Report(population, trials, resamples) <= Bar;
        }

        return isGood ? 0 : 1;
    }

    private static double Report(GatePopulation population, int trials, int resamples)
    {
        var estimates = new (DamageEstimate? Gate, DamageEstimate? Closed)[trials];
        Parallel.For(0, trials, trial =>
        {
            var drawn = population.Draw(trial);
            estimates[trial] = (
                population.Estimate(drawn, new BootstrapOptions((ulong)trial, resamples)),
                population.Estimate(drawn, null));
        });
        double Share(Func<(DamageEstimate? Gate, DamageEstimate? Closed), DamageEstimate?> side, Verdict verdict) =>
            (double)estimates.Count(pair => side(pair)?.Against(population.Damage) == verdict) / trials;

        var pass = Share(pair => pair.Gate, Verdict.Pass);
        var closed = estimates[0].Closed is null ? "-" : $"{Share(pair => pair.Closed, Verdict.Pass):P1}";
        var kinds = estimates.GroupBy(pair => pair.Gate?.Interval?.Kind)
            .OrderByDescending(group => group.Count())
            .Select(group => $"{group.Key?.ToString() ?? "none"} {(double)group.Count() / trials:P0}");
        Console.WriteLine(
            $"{population.Name,-46}{population.Clusters,9}{population.Damage,10:F4}{pass,12:P1}{closed,8}"
            + $"{Share(pair => pair.Gate, Verdict.Breach),8:P1}  {string.Join(", ", kinds)}");
        return pass;
    }
}
