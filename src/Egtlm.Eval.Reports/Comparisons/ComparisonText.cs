using System.Globalization;

namespace Egtlm.Eval.Reports.Comparisons;

/// <summary>A comparison as rows of text, for terminals and Markdown.</summary>
public static class ComparisonText
{
    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;

    /// <summary>Columns of <see cref="Tasks"/>; <c>&gt;</c> at the end: right aligned.</summary>
    /// <param name="isShort">Without the intervals.</param>
    public static string[] TaskHeaders(Comparison comparison, bool isShort = false) =>
        ["task", "type", "metric", .. ScoreHeaders(comparison, isShort)];

    /// <summary>One row per task.</summary>
    public static IEnumerable<string[]> Tasks(Comparison comparison, bool isShort = false) => comparison.Tasks
        .Select(task => (string[])
            [task.Name, task.Type, Metric(task), .. Scores(task.Scores, task.Differences, isShort)]);

    /// <summary>Columns of <see cref="Means"/>.</summary>
    public static string[] MeanHeaders(Comparison comparison, bool isShort = false) =>
        ["benchmark", "mean", "tasks>", .. ScoreHeaders(comparison, isShort)];

    /// <summary>One row per task type of a benchmark, then its means.</summary>
    public static IEnumerable<string[]> Means(Comparison comparison, bool isShort = false) => comparison.Means
        .Select(mean => (string[])
            [mean.Benchmark, mean.Name, Count(mean), .. Scores(mean.Scores, mean.Differences, isShort)]);

    /// <summary>A sentence per model and half: on how many tasks it differs.</summary>
    public static IEnumerable<string> Tallies(Comparison comparison)
    {
        for (var model = 1; model < comparison.Models.Count; model++)
        {
            foreach (var ofGeneration in (bool[])[false, true])
            {
                var tally = comparison.TallyOf(model, ofGeneration);
                if (tally != new Tally(0, 0, 0, 0))
                {
                    yield return $"{comparison.Models[model]} against {comparison.Models[0]}, "
                        + $"{(ofGeneration ? "generation" : "embedding")}: {Text(tally)}";
                }
            }
        }
    }

    /// <summary>Such as <c>5 better, 1 within noise, 0 worse</c>.</summary>
    public static string Text(Tally tally) => string.Create(
        s_culture, $"{tally.Better} better, {tally.WithinNoise} within noise, {tally.Worse} worse")
        + (tally.Unknown == 0 ? "" : string.Create(s_culture, $", {tally.Unknown} without an interval"));

    /// <summary>What the columns mean; one line.</summary>
    public static string Legend(Comparison comparison) =>
        $"differences are to {comparison.Models[0]}; 90 % intervals of paired items, each bound exceeded with "
        + "probability 5 %, as in the gate; better and worse after Holm's correction over the tasks";

    /// <summary>GitHub Markdown: tables, tallies and notes.</summary>
    public static string Markdown(Comparison comparison)
    {
        List<string> lines = [MarkdownText.Table(TaskHeaders(comparison), Tasks(comparison)), ""];
        if (comparison.Means.Count > 0)
        {
            lines.AddRange([MarkdownText.Table(MeanHeaders(comparison), Means(comparison)), ""]);
        }

        lines.AddRange(Tallies(comparison).Select(line => $"- {MarkdownText.Escape(line)}"));
        lines.AddRange(["", MarkdownText.Escape(Legend(comparison)) + "."]);
        if (comparison.Notes.Count > 0)
        {
            lines.AddRange(["", .. comparison.Notes.Select(note => $"- note: {MarkdownText.Escape(note)}")]);
        }

        return string.Join('\n', lines);
    }

    /// <summary>Four decimals; empty where there is none.</summary>
    public static string Score(double? score) => score?.ToString("F4", s_culture) ?? "";

    /// <summary>Four decimals and a sign.</summary>
    public static string Change(double? value) => value?.ToString("+0.0000;-0.0000;0.0000", s_culture) ?? "";

    public static string Name(DifferenceMark mark) => mark switch
    {
        DifferenceMark.Better => "better",
        DifferenceMark.Worse => "worse",
        DifferenceMark.WithinNoise => "within noise",
        DifferenceMark.Unknown => "?",
    };

    /// <summary>The interval's bounds; empty where there is none.</summary>
    public static string Bounds(ScoreDifference difference) => difference.Lower is null
        ? ""
        : $"{Change(difference.Lower)} .. {Change(difference.Upper)}";

    /// <summary>The metric, marked where lower is better.</summary>
    public static string Metric(ComparedTask task) => task.HigherIsBetter ? task.Metric : $"{task.Metric} ↓";

    /// <summary>Such as <c>6</c>, or <c>4 of 31</c>.</summary>
    public static string Count(ComparedMean mean) => mean.IsComplete
        ? mean.Tasks.ToString(s_culture)
        : string.Create(s_culture, $"{mean.Tasks} of {mean.AllTasks}");

    // Each model's difference stands beside its score.
    private static string[] ScoreHeaders(Comparison comparison, bool isShort) =>
    [
        $"{comparison.Models[0]}>",
        .. comparison.Models.Skip(1).SelectMany(model => (string[])
            [$"{model}>", "difference>", .. isShort ? (string[])[] : ["90 % interval"], "verdict"]),
    ];

    private static IEnumerable<string> Scores(
        IReadOnlyList<double?> scores, IReadOnlyList<ScoreDifference?> differences, bool isShort) =>
    [
        Score(scores[0]),
        .. scores.Zip(differences).Skip(1).SelectMany(one => (string[])
        [
            // Not null: only the first has no difference.
            Score(one.First), Change(one.Second!.Value), .. isShort ? (string[])[] : [Bounds(one.Second)],
            Name(one.Second.Mark),
        ]),
    ];
}
