using Egtlm.Eval.Leaderboard;
using Egtlm.Eval.Results;
using Egtlm.Eval.Statistics;

namespace Egtlm.Eval.Reports.Ranking;

/// <summary>Ranks a model by its mean over tasks among published ones.</summary>
public static class ModelRank
{
    /// <param name="columns">The benchmark that <paramref name="table"/> is of, as the catalogue resolves it.</param>
    /// <param name="onlyCommon">Whether tasks that one side lacks are left out; else they are an error.</param>
    /// <param name="bootstrap">For the choice of tasks.</param>
    /// <exception cref="EvaluationException">
    /// Tasks are missing, or there is nobody to compare with.
    /// </exception>
    public static RankReport Of(
        PublishedScores table,
        IReadOnlyList<BenchmarkColumn> columns,
        ResultSet own,
        bool onlyCommon,
        BootstrapOptions bootstrap)
    {
        BenchmarkColumn[] asked = [.. columns.Select(column => PublishedParts(column, table))];
        var scores = ModelScores.Of(own.Label, asked, [.. own.Documents.Values]);
        var used = Common(table, asked, own, scores, onlyCommon);
        double[] values = [.. used.Select(column => scores.TaskScore(column.Task)!.Value)]; // not null: used have one
        var field = RankField.Of(table, used, hasAll: used.Length == columns.Count);
        if (field.Models.Count == 0)
        {
            throw new EvaluationException(
                $"no published model has all {used.Length} tasks", "the table names what each model has");
        }

        var mean = BenchmarkMeans.Mean(values);
        return new RankReport
        {
            Table = table,
            Model = own.Label,
            Tasks = [.. used.Select(column => column.Task)],
            Missing = [.. columns.Select(column => column.Task).Except(used.Select(column => column.Task))],
            Mean = mean,
            Rank = field.RankOf(mean),
            ByTasks = field.RanksOverTasks(values, bootstrap),
            Rows = field.Rows(own.Label, values, bootstrap),
            LeftOut = field.LeftOut,
            Notes = [.. Notes(own, used, table)],
        };
    }

    /// <summary>The column with the splits that were published.</summary>
    private static BenchmarkColumn PublishedParts(BenchmarkColumn column, PublishedScores table) =>
        table.Splits.TryGetValue(column.Task, out var splits)
            ? column with { Parts = [.. column.Parts.Where(part => splits.Contains(part.Split))] }
            : column;

    private static BenchmarkColumn[] Common(
        PublishedScores table, BenchmarkColumn[] asked, ResultSet own, ModelScores scores, bool onlyCommon)
    {
        var isOfMeans = table.Tasks.Count == 0;
        string[] lacks =
        [
            .. asked.Where(column => scores.TaskScore(column.Task) is null || !Has(own, column, AnySpelling))
                .Select(column => column.Task),
        ];
        string[] unpublished =
            [.. asked.Select(column => column.Task).Where(task => !isOfMeans && !table.Tasks.Contains(task))];
        if (lacks.Length + unpublished.Length > 0 && (!onlyCommon || isOfMeans))
        {
            var (names, who) = lacks.Length > 0 ? (lacks, own.Label) : (unpublished, "the published table");
            throw new EvaluationException(
                FormattableString.Invariant(
                    $"{who} lacks {names.Length} of the {asked.Length} tasks of '{table.Benchmark}' ")
                + "in its splits and metrics: " + string.Join(", ", names.Take(10)) + (names.Length > 10 ? ", ..." : ""),
                isOfMeans
                    ? "only means over the whole benchmark are published here: score the other tasks"
                    : "score them, or rank over the tasks that both have with --common");
        }

        BenchmarkColumn[] used =
            [.. asked.Where(column => !lacks.Contains(column.Task) && !unpublished.Contains(column.Task))];
        return used.Length > 0
            ? used
            : throw new EvaluationException(
                $"{own.Label} has no task of '{table.Benchmark}'", "'tasks list' names the tasks of a benchmark");
    }

    private static IEnumerable<string> Notes(ResultSet own, BenchmarkColumn[] used, PublishedScores table)
    {
        if (table.Models.Any(model => model.Model == own.Model))
        {
            yield return $"'{own.Model}' is in the table too, with its published scores";
        }

        string[] others = [.. used.Where(column => !Has(own, column, Today)).Select(column => column.Task)];
        if (others.Length > 0)
        {
            yield return $"older metrics stand for today's, close but not equal: {string.Join(", ", others)}";
        }
    }

    /// <summary>Whether a task has the benchmark's metric: another one would be another protocol's score.</summary>
    private static bool Has(ResultSet own, BenchmarkColumn column, Func<SubsetResult, string, double?> number) =>
        column.Parts.All(part => own.Documents[column.Task].Find(part.Split, part.Subset) is { } subset
            && number(subset, column.Metric) is not null);

    private static double? Today(SubsetResult subset, string metric) => subset.NumberOf(metric);

    private static double? AnySpelling(SubsetResult subset, string metric) => subset.NumberInAnySpelling(metric);
}
