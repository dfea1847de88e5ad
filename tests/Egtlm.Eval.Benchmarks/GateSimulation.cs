using System.Globalization;
using Egtlm.Eval.Statistics;

namespace Egtlm.Eval.Benchmarks;

/// <summary>How often the gate's intervals pass a candidate whose true damage is the margin: 5 % are meant.</summary>
internal static class GateSimulation
{
    public const string Command = "gate-simulation";

    private const double Bar = 0.06;
    private const int Wide = -58;

    /// <summary>
    /// <c>gate-simulation [--trials N] [--resamples B] [--only TEXT] [--margin M] [FILE...]</c>: files of real items
    /// (see <see cref="GateItemsFile"/>), without any the built-in populations; or
    /// <c>[--clusters N] --results BASELINE CANDIDATE [--results ...]</c>: every check of two result folders.
    /// </summary>
    /// <returns>0 where all shares are within the bar, else 1.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = Options.Of(arguments);
        Console.WriteLine(
            $"{options.Trials:N0} trials, {options.Resamples:N0} resamples, true damage = margin; bar {Bar:P0}");
        Console.WriteLine(
            $"{"items",Wide}{"clusters",9}{"damage",10}{"false PASS",12}{"closed",8}{"BREACH",8}  intervals");
        var rows = new List<Row>();
        foreach (var population in await PopulationsAsync(options))
        {
            rows.Add(Report(population, options));
        }

        Console.WriteLine();
        foreach (var kind in rows.GroupBy(row => row.Interval).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"{kind.Key,Wide}{kind.Count(),5} checks, false PASS {kind.Average(row => row.Passed):P1}"
                + $" on average, {kind.Max(row => row.Passed):P1} at most");
        }

        return rows.TrueForAll(row => row.Passed <= Bar) ? 0 : 1;
    }

    private static async Task<IEnumerable<GatePopulation>> PopulationsAsync(Options options)
    {
        var populations = new List<GatePopulation>();
        foreach (var (baseline, candidate) in options.Results)
        {
            populations.AddRange(
                await GateResults.ReadAsync(baseline, candidate, options.Only, options.Clusters));
        }

        return options.Results.Count > 0 ? populations
            : (options.Files.Count > 0
                ? options.Files.Select(file => GateItemsFile.Read(file, options.Margin))
                : GateScenarios.All())
                .Where(population => population.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase));
    }

    private static Row Report(GatePopulation population, Options options)
    {
        var trials = options.Trials;
        var estimates = new (DamageEstimate? Gate, DamageEstimate? Closed)[trials];
        Parallel.For(0, trials, trial =>
        {
            var key = population.KeyOf(trial);
            estimates[trial] = (
                population.Trial(key, new BootstrapOptions((ulong)trial, options.Resamples)),
                population.Trial(key, null));
        });
        double Share(Func<(DamageEstimate? Gate, DamageEstimate? Closed), DamageEstimate?> side, Verdict verdict) =>
            (double)estimates.Count(pair => side(pair)?.Against(population.Damage) == verdict) / trials;

        var pass = Share(pair => pair.Gate, Verdict.Pass);
        var closed = estimates[0].Closed is null ? "-" : $"{Share(pair => pair.Closed, Verdict.Pass):P1}";
        (string Name, double Share)[] kinds =
        [
            .. estimates.GroupBy(pair => pair.Gate?.Interval?.Method ?? "none")
                .OrderByDescending(group => group.Count())
                .Select(group => (group.Key, (double)group.Count() / trials)),
        ];
        Console.WriteLine(
            $"{population.Name,Wide}{population.Clusters,9}{population.Damage,10:F4}{pass,12:P1}{closed,8}"
            + $"{Share(pair => pair.Gate, Verdict.Breach),8:P1}  {population.MadeBy}{(population.MadeBy == "" ? "" : "; ")}"
            + string.Join(", ", kinds.Select(kind => $"{kind.Name} {kind.Share:P0}")));
        return new Row(kinds[0].Name, pass);
    }

    /// <param name="Interval">The one that most trials had.</param>
    private sealed record Row(string Interval, double Passed);

    private sealed class Options
    {
        public int Trials { get; private set; } = 2000;

        public int Resamples { get; private set; } = 2000;

        public int? Clusters { get; private set; }

        public double? Margin { get; private set; }

        public string Only { get; private set; } = "";

        public List<(string Baseline, string Candidate)> Results { get; } = [];

        public List<string> Files { get; } = [];

        public static Options Of(IReadOnlyList<string> arguments)
        {
            var (options, rest) = (new Options(), new Queue<string>(arguments));
            int Whole() => int.Parse(rest.Dequeue(), CultureInfo.InvariantCulture);
            while (rest.TryDequeue(out var argument))
            {
                switch (argument)
                {
                    case "--trials":
                        options.Trials = Whole();
                        break;
                    case "--resamples":
                        options.Resamples = Whole();
                        break;
                    case "--clusters":
                        options.Clusters = Whole();
                        break;
                    case "--margin":
                        options.Margin = double.Parse(rest.Dequeue(), CultureInfo.InvariantCulture);
                        break;
                    case "--only":
                        options.Only = rest.Dequeue();
                        break;
                    case "--results":
                        options.Results.Add((rest.Dequeue(), rest.Dequeue()));
                        break;
                    default:
                        options.Files.Add(argument);
                        break;
                }
            }

            return options;
        }
    }
}
