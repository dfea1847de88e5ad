using Egtlm.Eval.Reports.Charts;
using Egtlm.Eval.Reports.Comparisons;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>What a report shows, in order. A new part of the report is a function here.</summary>
public static class ReportSections
{
    /// <summary>The sections that have something to show.</summary>
    public static IReadOnlyList<Section> Of(Report report)
    {
        Section?[] all =
        [
            Summary(report), Scores(report), Differences(report), GenerationSection.Of(report), TrendSection.Of(report),
            RankSection.Of(report), Cost(report), .. AppendixSections.Of(report),
        ];
        return [.. all.OfType<Section>().Where(section => section.Blocks.Count > 0)];
    }

    private static Section Summary(Report report)
    {
        var comparison = report.Comparison;
        List<Block> blocks = [.. Headline.Of(comparison).Take(Report.MostShown - 1)
            .Select(line => new Block.Paragraph(line, IsLead: true))];
        if (comparison.Models.Count == 1)
        {
            blocks.Add(new Block.Paragraph($"One model, {comparison.Models[0]}: nothing to compare it with."));
        }

        blocks.Add(Overview.Table(comparison));
        blocks.Add(new Block.Paragraph(
            comparison.Models.Count == 1 ? "" : Capital(ComparisonText.Legend(comparison)) + "."));
        string[] notes = [.. report.Notes, .. comparison.Notes];
        if (notes.Length > 0)
        {
            blocks.Add(new Block.Bullets(notes));
        }

        return new Section("summary", "Summary", [.. blocks.Where(block => block is not Block.Paragraph { Text: "" })]);
    }

    private static Section Scores(Report report)
    {
        var comparison = report.Comparison;
        ComparedTask[] tasks = [.. comparison.Tasks.Where(task => !task.IsGeneration)];
        if (tasks.Length == 0)
        {
            return new Section("scores", "Embedding scores", []);
        }

        var blocks = new List<Block>
        {
            new Block.Figure(
                DumbbellChart.Of(comparison, tasks), "Scores of every task; a line spans the models. Higher is better."),
        };
        if (comparison.Means.Count > 0)
        {
            blocks.AddRange(comparison.Means.Select(mean => mean.Benchmark).Distinct()
                .Where(benchmark => comparison.Means.Any(mean => mean.Benchmark == benchmark && HasSeveralTasks(mean)))
                .Select(benchmark => new Block.Figure(
                    TypeChart.Of(comparison, benchmark)!, // not null: the benchmark has means
                    $"Means of the task types of {benchmark}.")));
            blocks.Add(DifferenceTable.OfMeans(comparison, report.Shown));
        }

        blocks.Add(DifferenceTable.Scores("Main score of every embedding task", comparison, tasks, report.Shown));
        return new Section("scores", "Embedding scores", blocks);
    }

    private static Section Differences(Report report)
    {
        var comparison = report.Comparison;
        int[] models = [.. report.Shown.Where(model => model > 0)];
        return new Section(
            "differences",
            "Differences, task by task",
            models.Length == 0
                ? []
                :
                [
                    .. models.Where(model => comparison.Tasks.Any(task =>
                            !task.IsGeneration && task.Differences[model]?.Value is not null))
                        .Select(model => new Block.Figure(
                            DifferenceChart.Of(comparison, model),
                            $"{comparison.Models[model]} less {comparison.Models[0]}, embedding tasks, with paired 90 % "
                                + "intervals. What crosses the zero line is within noise.")),
                    DifferenceTable.OfTasks(comparison, models),
                ]);
    }

    // Where each type has one task, the chart of types is that of tasks again.
    private static bool HasSeveralTasks(ComparedMean mean) =>
        mean.Tasks > 1 && mean.Name is not (ComparedMean.OverTypes or ComparedMean.OverTasks);

    private static Section Cost(Report report) => new("cost", "Cost", [ModelCost.Table(report.Costs)]);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
