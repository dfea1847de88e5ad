using Egtlm.Eval.Leaderboard;
using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Reports.Comparisons;

/// <summary>Puts result folders side by side.</summary>
public static class ComparisonRun
{
    private const int MostNamed = 8;

    /// <param name="sets">The first is the reference; at least one.</param>
    /// <param name="what">Tasks and benchmarks; empty for all that any of them has.</param>
    /// <param name="seed">Of the bootstraps.</param>
    /// <exception cref="EvaluationException">A name in <paramref name="what"/> is unknown.</exception>
    public static async Task<Comparison> OfAsync(
        IReadOnlyList<ResultSet> sets,
        TaskCatalog catalog,
        IReadOnlyList<string> what,
        ulong seed,
        CancellationToken cancellation)
    {
        var models = ComparedModel.Of(sets);
        var scope = ComparisonScope.Of(catalog, sets, what);
        var tasks = new List<TaskComparison>();
        foreach (var task in scope.Tasks)
        {
            cancellation.ThrowIfCancellationRequested();
            tasks.Add(await TaskComparison.OfAsync(task, models, seed, cancellation).ConfigureAwait(false));
        }

        return new Comparison(
            [.. models.Select(model => model.Label)],
            seed,
            Corrected(tasks, models.Count),
            [.. scope.Benchmarks.SelectMany(benchmark => Means(benchmark, tasks, models.Count))],
            [.. Notes(models, scope, tasks)]);
    }

    private static ComparedTask[] Corrected(List<TaskComparison> tasks, int models)
    {
        var corrected = Enumerable.Range(0, models).Select(model => Differences.Corrected(
            [.. tasks.Select(task => task.Row.Differences[model])],
            [.. tasks.Select(task => task.Damages[model])])).ToArray();
        return [.. tasks.Select((task, i) => task.Row with
        {
            Differences = [.. corrected.Select(differences => differences[i])],
        })];
    }

    private static IEnumerable<ComparedMean> Means(ScopedBenchmark benchmark, List<TaskComparison> all, int models)
    {
        string[] names = [.. benchmark.Tasks.Select(task => task.Name)];
        TaskComparison[] tasks = [.. all.Where(task => task.CanEnterMeans && names.Contains(task.Row.Name))];
        if (tasks.Length == 0)
        {
            yield break;
        }

        var types = tasks.GroupBy(task => task.Row.Type).ToArray();
        ComparedMean Row(string name, int used, int asked, Func<int, double?> score, Func<int, MetricDamage?> damage)
        {
            double?[] scores = [.. Enumerable.Range(0, models).Select(score)];
            ScoreDifference? Difference(int model) => model == 0 ? null
                : Differences.Of(scores[model]!.Value - scores[0]!.Value, damage(model), true, note: null);
            return new ComparedMean(
                benchmark.Name, name, used, asked, scores, [.. Enumerable.Range(0, models).Select(Difference)]);
        }

        MetricDamage? DamageOf(IEnumerable<TaskComparison> some, int model) =>
            Average([.. some.Select(task => task.Damages[model])]);
        BenchmarkMeans[] means =
        [
            .. Enumerable.Range(0, models).Select(model =>
                BenchmarkMeans.Of([.. tasks.Select(task => (task.Row.Type, task.Row.Scores[model]))])),
        ];
        foreach (var type in types)
        {
            var asked = benchmark.Tasks.Count(task => Encoders.TaskTypeName.Of(task.Type) == type.Key);
            yield return Row(
                type.Key, type.Count(), asked, model => means[model].Types[type.Key], model => DamageOf(type, model));
        }

        yield return Row(
            ComparedMean.OverTypes, tasks.Length, names.Length, model => means[model].MeanTaskType,
            model => Average([.. types.Select(type => DamageOf(type, model))]));
        yield return Row(
            ComparedMean.OverTasks, tasks.Length, names.Length, model => means[model].MeanTask,
            model => DamageOf(tasks, model));
    }

    private static MetricDamage? Average(MetricDamage?[] damages) => damages.All(damage => damage is not null)
        ? MetricDamage.Average([.. damages.OfType<MetricDamage>()])
        : null;

    private static string Named(string[] tasks) =>
        string.Join(", ", tasks.Take(MostNamed)) + (tasks.Length > MostNamed ? ", ..." : "");

    private static IEnumerable<string> Notes(
        IReadOnlyList<ComparedModel> models, ComparisonScope scope, List<TaskComparison> tasks)
    {
        foreach (var model in models)
        {
            string[] missing = [.. scope.Tasks.Select(task => task.Name)
                .Where(task => !model.Results.Documents.ContainsKey(task))];
            if (missing.Length > 0)
            {
                yield return FormattableString.Invariant($"{model.Label} has no result of {missing.Length} tasks: ")
                    + Named(missing);
            }

            foreach (var note in model.Results.Notes)
            {
                yield return $"{model.Label}: {note}";
            }
        }

        foreach (var note in tasks.SelectMany(task => task.Notes))
        {
            yield return note;
        }

        foreach (var one in scope.Benchmarks)
        {
            string[] lacking = [.. one.Tasks.Select(task => task.Name)
                .Where(name => !tasks.Any(task => task.Row.Name == name && task.CanEnterMeans))];
            if (lacking.Length > 0)
            {
                yield return $"the means of {one.Name} are not the benchmark's: they leave out "
                    + Named(lacking);
            }
        }
    }
}
