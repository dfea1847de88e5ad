using System.Globalization;
using System.Text;
using Egtlm.Eval.Running;

namespace Egtlm.Eval.Results;

/// <summary>Turns a <see cref="TaskResult"/> into the bytes of mteb's file and back.</summary>
public static class TaskResultDocument
{
    private const int Indent = 2;

    /// <summary>
    /// The file as mteb's <c>to_disk</c> writes it: scores to 6 decimals, indent 2, no final newline.
    /// </summary>
    public static byte[] ToBytes(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var document = new Scores
        {
            { "dataset_revision", TextOrNull(result.DatasetRevision) },
            { "task_name", new ScoreValue.Text(result.TaskName) },
            { "mteb_version", TextOrNull(result.MtebVersion) },
            { "scores", SplitsToMap(result.Splits) },
            { "evaluation_time", NumberOrNull(result.EvaluationTime) },
            { "kg_co2_emissions", NumberOrNull(result.KgCo2Emissions) },
            { "date", NumberOrNull(result.Date) },
            { "evaluation_phases", PhasesToList(result.Phases) },
        };
        return Encoding.ASCII.GetBytes(MtebJson.Write(new ScoreValue.Map(document), Indent));
    }

    /// <summary>Reads a file of mteb 1.11 or newer, of ours or of the public results repository.</summary>
    /// <exception cref="FormatException">
    /// Not JSON, or not a result document; the message says what is wrong where.
    /// </exception>
    public static TaskResult Read(ReadOnlySpan<byte> utf8)
    {
        var document = MtebJsonReader.Read(utf8) is ScoreValue.Map map
            ? map.Items
            : throw new FormatException("expected an object with 'task_name' and 'scores'");
        if (document.Find("task_name") is not ScoreValue.Text name)
        {
            throw new FormatException(document.Find("mteb_dataset_name") is null
                ? "it has no text 'task_name'"
                : "it is in the format of mteb 1.10 or older ('mteb_dataset_name')");
        }

        return new TaskResult
        {
            DatasetRevision = TextOf(document, "dataset_revision"),
            TaskName = name.Value,
            MtebVersion = TextOf(document, "mteb_version"),
            Splits = ReadSplits(document.Find("scores")),
            EvaluationTime = NumberOf(document, "evaluation_time"),
            KgCo2Emissions = NumberOf(document, "kg_co2_emissions"),
            Date = NumberOf(document, "date"),
            Phases = ReadPhases(document.Find("evaluation_phases")),
        };
    }

    private static ScoreValue.Map SplitsToMap(IReadOnlyList<SplitResult> splits)
    {
        var scores = new Scores();
        foreach (var split in splits)
        {
            var subsets = split.Subsets.Select(subset => new ScoreValue.Map(ScoreRounding.Round(subset.Values)));
            scores.Add(split.Name, new ScoreValue.List([.. subsets]));
        }

        return new ScoreValue.Map(scores);
    }

    private static ScoreValue PhasesToList(IReadOnlyList<Phase>? phases) => phases is null
        ? new ScoreValue.Null()
        : new ScoreValue.List([.. phases.Select(phase => new ScoreValue.Map(
            new Scores
            {
                { "name", new ScoreValue.Text(phase.Name) },
                { "start", phase.Start },
                { "end", phase.End },
                { "split", new ScoreValue.Text(phase.Split) },
                { "subset", new ScoreValue.Text(phase.Subset) },
            }))]);

    private static SplitResult[] ReadSplits(ScoreValue? value)
    {
        var splits = value is ScoreValue.Map map ? map.Items : throw new FormatException("it has no object 'scores'");
        return [.. splits.Select(split => new SplitResult(split.Key, ReadSubsets(split.Key, split.Value)))];
    }

    private static SubsetResult[] ReadSubsets(string split, ScoreValue value)
    {
        var items = value is ScoreValue.List list
            ? list.Items
            : throw new FormatException($"'scores.{split}' is not a list of subsets");
        return [.. items.Select((item, index) => ReadSubset($"scores.{split}[{index}]", item))];
    }

    private static SubsetResult ReadSubset(string path, ScoreValue item)
    {
        var values = item is ScoreValue.Map map ? map.Items : throw new FormatException($"'{path}' is not an object");
        foreach (var key in (string[])["main_score", "hf_subset", "languages"])
        {
            _ = values.Find(key) ?? throw new FormatException($"'{path}' has no '{key}'");
        }

        return new SubsetResult(values);
    }

    private static Phase[]? ReadPhases(ScoreValue? value) => value is ScoreValue.List list
        ? [.. list.Items.OfType<ScoreValue.Map>().Select(map => new Phase(
            TextOf(map.Items, "name") ?? "",
            NumberOf(map.Items, "start") ?? double.NaN,
            NumberOf(map.Items, "end") ?? double.NaN,
            TextOf(map.Items, "split") ?? "",
            TextOf(map.Items, "subset") ?? ""))]
        : null;

    private static ScoreValue TextOrNull(string? text) =>
        text is null ? new ScoreValue.Null() : new ScoreValue.Text(text);

    private static ScoreValue NumberOrNull(double? number) =>
        number is { } value ? new ScoreValue.Number(value) : new ScoreValue.Null();

    private static string? TextOf(Scores items, string name) =>
        items.Find(name) is ScoreValue.Text text ? text.Value : null;

    private static double? NumberOf(Scores items, string name) => items.Find(name) switch
    {
        ScoreValue.Number number => number.Value,
        ScoreValue.Whole whole => whole.Value,

        // mteb 1.6.37 wrote the evaluation time as a text.
        ScoreValue.Text text when double.TryParse(text.Value, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };
}
