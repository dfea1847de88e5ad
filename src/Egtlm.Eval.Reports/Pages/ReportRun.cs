using System.Globalization;
using Egtlm.Eval.Leaderboard;
using Egtlm.Eval.Reports.Comparisons;
using Egtlm.Eval.Reports.Ranking;
using Egtlm.Eval.Results;
using Egtlm.Eval.Statistics;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>What a report is asked for.</summary>
/// <param name="What">Tasks and benchmarks; empty for all that is there.</param>
/// <param name="Title">Null for the names of the models.</param>
/// <param name="IsTrend">The results are checkpoints of one training, oldest first.</param>
/// <param name="Published">The tables of published scores to place the models in.</param>
public sealed record ReportOptions(
    IReadOnlyList<string> What, string? Title, bool IsTrend, ulong Seed, IReadOnlyList<PublishedScores> Published);

/// <summary>Collects what a report says.</summary>
public static class ReportRun
{
    /// <param name="sets">The first is the reference.</param>
    public static async Task<Report> OfAsync(
        IReadOnlyList<ResultSet> sets,
        TaskCatalog catalog,
        ReportOptions options,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var comparison = await ComparisonRun.OfAsync(sets, catalog, options.What, options.Seed, cancellation)
            .ConfigureAwait(false);
        var models = ComparedModel.Of(sets);
        var generation = comparison.Tasks.Where(task => task.IsGeneration).Select(task => task.Name);
        var (ranks, notes) = await RanksAsync(sets, catalog, options, cancellation).ConfigureAwait(false);
        if (models.Count > Report.MostShown)
        {
            notes.Add(FormattableString.Invariant(
                $"wide tables and charts show {Report.MostShown} of {models.Count} models: the reference and the best ")
                + "by the first mean; the overview and report.json have all");
        }

        return new Report(
            options.Title ?? TitleOf(comparison),
            string.Create(
                CultureInfo.InvariantCulture,
                $"Made by {MtebProtocol.Tool} {MtebProtocol.ToolVersion} on {time.GetUtcNow():yyyy-MM-dd HH:mm} UTC"),
            models,
            comparison,
            [.. models.Select(ModelCost.Of)],
            GenerationMetric.Of(generation, models),
            ranks,
            options.IsTrend,
            notes);
    }

    private static string TitleOf(Comparison comparison) => comparison.Models switch
    {
        [var one] => one,
        [var first, var second] => $"{second} against {first}",
        [var first, ..] => FormattableString.Invariant($"{comparison.Models.Count - 1} models against {first}"),
        _ => "Report",
    };

    /// <summary>The place of every model that has all tasks of a table's benchmark.</summary>
    private static async Task<(List<RankReport> Ranks, List<string> Notes)> RanksAsync(
        IReadOnlyList<ResultSet> sets, TaskCatalog catalog, ReportOptions options, CancellationToken cancellation)
    {
        var (ranks, notes) = (new List<RankReport>(), new List<string>());
        foreach (var table in options.Published)
        {
            BenchmarkColumn[] columns = [.. catalog.Resolve([table.Benchmark]).Select(BenchmarkColumn.Of)];
            foreach (var set in sets.Where(set => columns.All(column => set.Documents.ContainsKey(column.Task))))
            {
                try
                {
                    var rank = ModelRank.Of(table, columns, set, onlyCommon: true, new BootstrapOptions(options.Seed));
                    ranks.Add(await ItemUncertainties.AddAsync(rank, columns, set, options.Seed, cancellation)
                        .ConfigureAwait(false));
                }
                catch (EvaluationException error)
                {
                    notes.Add($"{set.Label} has no rank on {table.Benchmark}: {error.Message}");
                }
            }
        }

        return (ranks, notes);
    }
}
