using System.Globalization;
using Egtlm.Eval.Reports.Ranking;

namespace Egtlm.Eval.Cli;

/// <summary>What <c>rank</c> prints.</summary>
internal static class RankOutput
{
    // Shown on each side of the model.
    private const int Neighbours = 5;

    private static readonly string[] s_headers =
        ["rank>", "borda>", "model", "mean>", "difference>", "90 % over tasks", "this model is"];

    /// <summary>The rank, how sure it is, and the models around it.</summary>
    public static IEnumerable<string> Lines(RankReport report, int top)
    {
        var own = report.Rows.Index().First(row => row.Item.IsOwn);
        yield return Text(
            $"rank {report.Rank} of {report.Rows.Count}   {report.Model}   mean {report.Mean:F4}{Borda(own.Item)}");
        var tasksAre = report.Missing.Count > 0 ? "common tasks" : "tasks";
        yield return Text($"  protocol {report.Table.Benchmark}, {report.Tasks.Count} {tasksAre}; ")
            + Text($"{report.Table.Source}, {report.Table.Date}");
        yield return report.ByItems is { } items
            ? Text($"  its items {Range(items.Ranks)}: mean {items.Interval.Lower:F4} to {items.Interval.Upper:F4}")
                + (items.Tasks.Count < report.Tasks.Count
                    ? Text($"; {report.Tasks.Count - items.Tasks.Count} tasks without items count as exact")
                    : "")
            : "  its items unknown: no task has an .items.jsonl file";
        yield return report.ByTasks is { } tasks
            ? $"  the choice of tasks {Range(tasks)}: other tasks of the kind, drawn from these"
            : "  the choice of tasks unknown: there are fewer than two scores by task";
        yield return "";
        var rows = Shown(report, own.Index, top).ToArray();
        foreach (var line in TextTable.Lines(s_headers, rows))
        {
            yield return line;
        }
    }

    /// <summary>What a reader of the table must know, for stderr.</summary>
    public static IEnumerable<string> Notes(RankReport report)
    {
        if (report.Table.Note is { } note)
        {
            yield return note;
        }

        if (report.Missing.Count > 0)
        {
            yield return Text($"over {report.Tasks.Count} common tasks only, without ")
                + string.Join(", ", report.Missing)
                + Text($": no rank on {report.Table.Benchmark}");
        }

        if (report.LeftOut.Count > 0)
        {
            yield return Text($"{report.LeftOut.Count} published models lack a task and are left out: ")
                + string.Join(", ", report.LeftOut.Take(5)) + (report.LeftOut.Count > 5 ? ", ..." : "");
        }
    }

    public static object Document(RankReport report, IReadOnlyList<string> notes) => new
    {
        Version = 1,
        Ok = true,
        report.Table.Benchmark,
        report.Table.Source,
        report.Table.Date,
        report.Model,
        report.Mean,
        report.Rank,
        Of = report.Rows.Count,
        report.Rows.First(row => row.IsOwn).Borda,
        ByItems = report.ByItems is { } items
            ? new { items.Ranks, Mean = new { items.Interval.Lower, items.Interval.Upper }, items.Tasks }
            : null,
        report.ByTasks,
        report.Tasks,
        report.Missing,
        report.LeftOut,
        Models = report.Rows.Select(row => new
        {
            row.Rank,
            row.Borda,
            row.Model,
            row.Mean,
            row.IsOwn,
            Difference = row.Difference is { } difference
                ? new
                {
                    difference.Mean,
                    Lower = Finite(difference.Interval?.Lower),
                    Upper = Finite(difference.Interval?.Upper),
                    difference.IsWithinNoise,
                }
                : null,
        }),
        Notes = notes.Concat(Notes(report)),
    };

    private static IEnumerable<string[]> Shown(RankReport report, int own, int top)
    {
        var last = -1;
        foreach (var (place, row) in report.Rows.Index())
        {
            if (place >= top && Math.Abs(place - own) > Neighbours)
            {
                continue;
            }

            if (place > last + 1)
            {
                yield return ["", "", "...", "", "", "", ""];
            }

            last = place;
            yield return
            [
                Text($"{row.Rank}"),
                Text($"{row.Borda}"),
                row.Model,
                Text($"{row.Mean:F4}"),
                row.Difference is { } difference ? Text($"{difference.Mean:+0.0000;-0.0000;0.0000}") : "",
                row.Difference?.Interval is { } bounds
                    ? Text($"[{bounds.Lower:+0.0000;-0.0000;0.0000}, {bounds.Upper:+0.0000;-0.0000;0.0000}]")
                    : "",
                row.Difference?.IsWithinNoise switch
                {
                    null => row.IsOwn ? "<- this one" : "",
                    true => "within noise",
                    false => row.Difference.Mean > 0 ? "better" : "worse",
                },
            ];
        }
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static string Range(RankRange range) =>
        range.Best == range.Worst ? Text($"{range.Best}") : Text($"{range.Best} to {range.Worst}");

    private static string Borda(RankRow own) => own.Borda is { } rank ? Text($"   Borda {rank}") : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
