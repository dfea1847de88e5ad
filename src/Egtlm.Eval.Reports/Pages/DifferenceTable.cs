using Egtlm.Eval.Reports.Comparisons;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>Tables of scores and differences.</summary>
internal static class DifferenceTable
{
    /// <summary>One row per task and model after the first.</summary>
    public static Block.Table OfTasks(Comparison comparison, IReadOnlyList<int> models) => new(
        $"Differences to {comparison.Models[0]}, with paired 90 % intervals; verdicts after Holm's correction",
        [
            new Column("task"), new Column("type", IsChoice: true), new Column("metric", IsChoice: true),
            new Column("model", IsChoice: true), new Column(comparison.Models[0], IsNumber: true),
            new Column("score", IsNumber: true), new Column("difference", IsNumber: true), new Column("90 % interval"),
            new Column("verdict", IsChoice: true), new Column("items", IsNumber: true), new Column("remark"),
        ],
        [
            .. from task in comparison.Tasks
               from model in models
               let difference = task.Differences[model]
               select (IReadOnlyList<Cell>)
               [
                   task.Name, task.Type, ComparisonText.Metric(task), comparison.Models[model],
                   Score(task.Scores[0]), Score(task.Scores[model]), .. Cells(difference), Items(difference),
                   difference.Note ?? "",
               ],
        ],
        CanBeFiltered: true);

    /// <summary>One row per task, a column per model.</summary>
    public static Block.Table Scores(
        string caption, Comparison comparison, IEnumerable<ComparedTask> tasks, IReadOnlyList<int> models) => new(
        caption,
        [
            new Column("task"), new Column("type", IsChoice: true), new Column("metric"),
            .. models.Select(model => new Column(comparison.Models[model], IsNumber: true)),
        ],
        [.. tasks.Select(task => (IReadOnlyList<Cell>)
            [task.Name, task.Type, ComparisonText.Metric(task), .. models.Select(model => Marked(
                task.Scores[model], task.Differences[model]))])]);

    /// <summary>One row per mean and model after the first; the first is a column.</summary>
    public static Block.Table OfMeans(Comparison comparison, IReadOnlyList<int> models) => new(
        "Means of one benchmark at a time; tasks of two protocols never meet in one",
        [
            new Column("benchmark", IsChoice: true), new Column("mean"), new Column("tasks", IsNumber: true),
            .. models.Select(model => new Column(comparison.Models[model], IsNumber: true)),
        ],
        [.. comparison.Means.Select(mean => (IReadOnlyList<Cell>)
            [
                mean.Benchmark, mean.Name, new Cell(ComparisonText.Count(mean), mean.Tasks),
                .. models.Select(model => Marked(mean.Scores[model], mean.Differences[model])),
            ])]);

    /// <summary>The sign and the word of a verdict.</summary>
    public static Cell Verdict(DifferenceMark mark) => mark switch
    {
        DifferenceMark.Better => new Cell("▲ better", Tone: Tone.Better),
        DifferenceMark.Worse => new Cell("▼ worse", Tone: Tone.Worse),
        DifferenceMark.WithinNoise => new Cell("≈ within noise", Tone: Tone.Quiet),
        DifferenceMark.Unknown => new Cell("? no interval", Tone: Tone.Quiet),
    };

    private static Cell[] Cells(ScoreDifference difference)
    {
        var verdict = Verdict(difference.Mark);
        return
        [
            new Cell(ComparisonText.Change(difference.Value), difference.Value, verdict.Tone),
            ComparisonText.Bounds(difference),
            verdict,
        ];
    }

    private static Cell Items(ScoreDifference difference) => difference.Items == 0
        ? new Cell("–")
        : new Cell(FormattableString.Invariant($"{difference.Items}"), difference.Items);

    private static Cell Score(double? score) => new(score is null ? "–" : ComparisonText.Score(score), score);

    private static Cell Marked(double? score, ScoreDifference? difference)
    {
        var sign = difference?.Mark switch
        {
            DifferenceMark.Better => " ▲",
            DifferenceMark.Worse => " ▼",
            DifferenceMark.WithinNoise => " ≈",
            _ => "",
        };
        var tone = difference is null ? Tone.None : Verdict(difference.Mark).Tone;
        return Score(score) is { Sort: not null } cell ? cell with { Text = cell.Text + sign, Tone = tone } : Score(score);
    }
}
