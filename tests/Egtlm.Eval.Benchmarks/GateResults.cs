using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;

namespace Egtlm.Eval.Benchmarks;

/// <summary>Populations of the real paired items of two result folders: every task, every metric of the gate.</summary>
internal static class GateResults
{
    // What the shipped policies say of embedding tasks.
    private const double TaskMargin = 0.01;

    /// <param name="clusters">Clusters of one trial; null for as many as are stored.</param>
    public static async Task<IReadOnlyList<GatePopulation>> ReadAsync(
        string baseline, string candidate, string only, int? clusters)
    {
        var (before, after) = (await GateSide.OpenAsync(baseline, default), await GateSide.OpenAsync(candidate, default));
        var policy = GatePolicyFile.Find("release", [BuiltInTasks.Directory]);
        var pair = $"{NameOf(before)}>{NameOf(after)}";
        var populations = new List<GatePopulation>();
        var embeddings = new List<ResultItems>();
        foreach (var task in Tasks(before.Folder))
        {
            var (one, other) = (await before.ReadAsync(task, default), await after.ReadAsync(task, default));
            foreach (var (metric, subset) in Metrics(one, task).SelectMany(metric => Subsets(policy, task, metric)))
            {
                var paired = SameWork.Pair(task, one, other, metric, subset);
                if (paired.Rows.Count == 0)
                {
                    continue;
                }

                var title = $"{pair} {task}{(subset is null ? "" : "/" + subset)} {metric.Name}";
                var items = new ResultItems(title, paired.Rows, metric, CheckOf(policy, task, metric));
                if (metric.IsByPart)
                {
                    embeddings.Add(items);
                }

                if (title.Contains(only, StringComparison.OrdinalIgnoreCase)
                    && ResultPopulation.Of(items, clusters) is { } population)
                {
                    populations.Add(population);
                }
            }
        }

        foreach (var (name, tasks) in (IEnumerable<(string, ResultItems[])>)
            [("sample", [.. embeddings.Where(one => one.Check.Check.StartsWith("Sample", StringComparison.Ordinal))]),
            ("public", [.. embeddings.Where(one => !one.Check.Check.StartsWith("Sample", StringComparison.Ordinal))])])
        {
            var mean = $"{pair} {name} mean_of_tasks";
            if (tasks.Length > 1 && mean.Contains(only, StringComparison.OrdinalIgnoreCase))
            {
                populations.Add(ResultPopulation.Mean(mean, tasks, clusters));
            }
        }

        return populations;
    }

    private static string NameOf(GateSide side) => side.Model.Split('@')[0].Split('/')[^1];

    private static IEnumerable<string> Tasks(string folder) =>
        Directory.EnumerateFiles(folder, "*" + ResultFolder.ItemsEnd)
            .Select(file => Path.GetFileName(file)[..^ResultFolder.ItemsEnd.Length])
            .Where(task => task != "GenregIsolation")
            .Order(StringComparer.Ordinal);

    /// <summary>The main metric of an embedding task; every metric of a generation task.</summary>
    private static IEnumerable<GateMetric> Metrics(TaskSide side, string task)
    {
        IEnumerable<string> values = side.Items?.Rows is [var first, ..] ? first.Values.Keys : [];
        var main = GateMetric.OfTask(BuiltInTasks.Catalog.Find(task).MainScore, values);
        return main is { IsByPart: true } ? [main] : GateMetric.All.Where(metric => !metric.IsByPart
            && metric.Name is not ("equal" or "kl" or "same_top")
            && values.Contains(metric.Value) && (metric.Size is null || values.Contains(metric.Size)));
    }

    /// <summary>The subsets that a policy's checks take alone; null for all together.</summary>
    private static IEnumerable<(GateMetric Metric, string? Subset)> Subsets(
        GatePolicy policy, string task, GateMetric metric) => policy.Checks
        .Where(check => check.Check == task && check.Metric == metric.Name)
        .Select(check => check.Subset)
        .DefaultIfEmpty(null)
        .Select(subset => (metric, subset));

    private static GateCheck CheckOf(GatePolicy policy, string task, GateMetric metric)
    {
        var known = policy.Checks.FirstOrDefault(check => check.Metric == metric.Name && check.Margin is not null);
        return new GateCheck(
            task, metric.Name, GateTier.Critical, known?.Margin ?? TaskMargin, known?.MarginKind ?? default);
    }
}
