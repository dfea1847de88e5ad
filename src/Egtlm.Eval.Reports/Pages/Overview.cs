using Egtlm.Eval.Reports.Comparisons;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>A row per model: what a reader decides by.</summary>
internal static class Overview
{
    public static Block.Table Table(Comparison comparison)
    {
        ComparedMean[] means = [.. comparison.Means.Where(mean => mean.Name == ComparedMean.OverTasks)];
        var hasGeneration = comparison.Tasks.Any(task => task.IsGeneration);
        Column[] columns =
        [
            new("model"),
            .. means.SelectMany(mean => (Column[])
            [
                new($"{mean.Benchmark}: mean of {ComparisonText.Count(mean)}", IsNumber: true),
                new("difference (90 % interval)", IsNumber: true),
            ]),
            new("embedding: better / noise / worse"),
            .. hasGeneration ? (Column[])[new("generation: better / noise / worse"), new("generation worse on")] : [],
        ];
        return new Block.Table(
            "The models at a glance",
            columns,
            [.. Enumerable.Range(0, comparison.Models.Count).Select(model => Row(comparison, means, hasGeneration, model))],
            CanBeFiltered: comparison.Models.Count > Report.MostShown);
    }

    private static Cell[] Row(Comparison comparison, ComparedMean[] means, bool hasGeneration, int model) =>
    [
        model == 0 ? $"{comparison.Models[0]} (reference)" : comparison.Models[model],
        .. means.SelectMany(mean => Mean(mean.Scores[model], mean.Differences[model])),
        Tallied(comparison, model, ofGeneration: false),
        .. hasGeneration
            ? (Cell[])[Tallied(comparison, model, ofGeneration: true), WorseOn(comparison, model)]
            : [],
    ];

    private static Cell[] Mean(double? score, ScoreDifference? difference)
    {
        var shown = new Cell(score is null ? "–" : ComparisonText.Score(score), score);
        if (difference is null)
        {
            return [shown, "–"];
        }

        var verdict = DifferenceTable.Verdict(difference.Mark);
        var bounds = ComparisonText.Bounds(difference);
        var text = $"{verdict.Text[0]} {ComparisonText.Change(difference.Value)}"
            + (bounds.Length == 0 ? "" : $" ({bounds})");
        return [shown, new Cell(text, difference.Value, verdict.Tone)];
    }

    private static Cell Tallied(Comparison comparison, int model, bool ofGeneration)
    {
        var tally = comparison.TallyOf(model, ofGeneration);
        return model == 0
            ? "–"
            : FormattableString.Invariant($"{tally.Better} / {tally.WithinNoise} / {tally.Worse}")
                + (tally.Unknown == 0 ? "" : FormattableString.Invariant($" (+ {tally.Unknown} unknown)"));
    }

    private static Cell WorseOn(Comparison comparison, int model)
    {
        string[] worse = [.. comparison.Tasks
            .Where(task => task.IsGeneration && task.Differences[model]?.Mark == DifferenceMark.Worse)
            .Select(task => task.Name)];
        return model == 0 ? "–"
            : worse.Length == 0 ? new Cell("none", Tone: Tone.Quiet)
            : new Cell("▼ " + string.Join(", ", worse), Tone: Tone.Worse);
    }
}
