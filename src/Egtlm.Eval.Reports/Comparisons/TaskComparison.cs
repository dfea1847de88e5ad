using Egtlm.Eval.Encoders;
using Egtlm.Eval.Leaderboard;
using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Reports.Comparisons;

/// <summary>Compares the models on one task.</summary>
/// <param name="Row">Marks are not yet corrected for the number of tasks.</param>
/// <param name="Damages">Of each model to the first; null where there is none.</param>
/// <param name="CanEnterMeans">Every model has a score of the whole task, by the same protocol.</param>
internal sealed record TaskComparison(
    ComparedTask Row, IReadOnlyList<MetricDamage?> Damages, bool CanEnterMeans, IReadOnlyList<string> Notes)
{
    public static async Task<TaskComparison> OfAsync(
        ScopedTask scoped, IReadOnlyList<ComparedModel> models, ulong seed, CancellationToken cancellation)
    {
        var sides = new List<TaskSide>(models.Count);
        foreach (var model in models)
        {
            sides.Add(await model.ReadAsync(scoped.Name, cancellation).ConfigureAwait(false));
        }

        TaskResult[] documents = [.. sides.Select(side => side.Document).OfType<TaskResult>()];
        var metric = MetricOf(scoped, models);
        var wanted = Wanted(scoped.Task, documents);
        TaskPart[] parts =
            [.. wanted.Where(part => documents.All(document => document.Find(part.Split, part.Subset) is not null))];
        double?[] scores = [.. sides.Select(side => Finite(side.Document?.MeanOf(metric, parts)))];
        var differences = new (ScoreDifference? Shown, PairedDifference? Paired)[sides.Count];
        Parallel.For(1, sides.Count, i => differences[i] = Compare(
            scoped.Name, metric, sides[0], sides[i], (scores[0], scores[i]), seed));

        // A task without a task file has the metric of its manifest; scores are better when higher.
        var type = scoped.Task is null ? "Other" : TaskTypeName.Of(scoped.Task.Type);
        var row = new ComparedTask(
            scoped.Name, type, metric, GateMetric.Find(metric)?.HigherIsBetter ?? true, scores,
            [.. differences.Select(one => one.Shown)]);
        return new TaskComparison(
            row,
            [.. differences.Select(one => one.Paired?.Damage)],
            parts.Length == wanted.Count && scores.All(score => score is not null)
                && differences.All(one => one.Shown is null or { Value: not null }),
            [.. PartNotes(scoped.Name, wanted, parts, documents.Length), .. NoNumbers(scoped.Name, models, sides, scores)]);
    }

    private static string MetricOf(ScopedTask scoped, IReadOnlyList<ComparedModel> models) => scoped.Task?.MainScore
        ?? models.SelectMany(model => model.Results.Manifest?.Tasks ?? [])
            .FirstOrDefault(task => task.Name == scoped.Name)?.MainMetric
        ?? "main_score";

    private static IReadOnlyList<TaskPart> Wanted(TaskDefinition? task, TaskResult[] documents) => task is not null
        ? BenchmarkColumn.Of(task).Parts
        :
        [
            .. documents.SelectMany(document => document.Splits)
                .SelectMany(split => split.Subsets.Select(subset => new TaskPart(split.Name, subset.Subset)))
                .Distinct(),
        ];

    private static (ScoreDifference? Shown, PairedDifference? Paired) Compare(
        string task, string metric, TaskSide reference, TaskSide model, (double? Before, double? After) scores, ulong seed)
    {
        if (scores is not ({ } before, { } after))
        {
            return (new ScoreDifference(null, Note: "no score on one side"), null);
        }

        // Not null: both have scores.
        var (old, revision) = (reference.Document!.DatasetRevision, model.Document!.DatasetRevision);
        if (old is not null && revision is not null && old != revision)
        {
            return (new ScoreDifference(null, Note: $"the data set revision differs: {old} and {revision}"), null);
        }

        var paired = PairedDifference.Of(task, metric, reference, model, seed);
        var shown = paired.IsRefused
            ? new ScoreDifference(null, Note: paired.Note)
            : Differences.Of(after - before, paired.Damage, paired.Metric?.HigherIsBetter ?? true, paired.Note);
        return (shown, paired);
    }

    private static double? Finite(double? score) => score is { } value && double.IsFinite(value) ? value : null;

    private static IEnumerable<string> PartNotes(
        string task, IReadOnlyList<TaskPart> wanted, TaskPart[] parts, int documents)
    {
        if (parts.Length < wanted.Count && documents > 0)
        {
            var named = string.Join(", ", parts.Take(5).Select(part => $"{part.Split}/{part.Subset}"));
            yield return parts.Length == 0
                ? $"{task}: no split and subset is there in all of them"
                : FormattableString.Invariant($"{task}: compared on {parts.Length} of {wanted.Count} parts: {named}")
                    + (parts.Length > 5 ? ", ..." : "");
        }
    }

    private static IEnumerable<string> NoNumbers(
        string task, IReadOnlyList<ComparedModel> models, List<TaskSide> sides, double?[] scores) => models
        .Where((_, i) => sides[i].Document is not null && scores[i] is null)
        .Select(model => $"{model.Label}: the score of {task} is missing in a part or no number");
}
