using System.Globalization;
using Egtlm.Eval.Reports.Charts;
using Egtlm.Eval.Reports.Ranking;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>Where the models would stand among published ones.</summary>
internal static class RankSection
{
    private const int Neighbours = 5;

    public static Section? Of(Report report) => report.Ranks.Count == 0
        ? null
        : new Section("rank", "Among published models", [.. report.Ranks.SelectMany(Blocks)]);

    private static IEnumerable<Block> Blocks(RankReport rank)
    {
        yield return new Block.Paragraph(Sentence(rank));
        var own = rank.Rows.ToList().FindIndex(row => row.IsOwn);
        RankRow[] rows = [.. rank.Rows.Skip(own - Neighbours).Take((2 * Neighbours) + 1 + Math.Min(0, own - Neighbours))];
        yield return new Block.Figure(
            RankChart.Of(
                $"{rank.Model} on {rank.Table.Benchmark}",
                [.. rows.Select(row => new RankPoint(
                    row.Rank, row.Model, row.Mean, row.IsOwn,
                    row.IsOwn ? rank.ByItems?.Interval.Lower : null, row.IsOwn ? rank.ByItems?.Interval.Upper : null))],
                string.Create(CultureInfo.InvariantCulture, $"mean of {rank.Tasks.Count} tasks")),
            "The model and its neighbours; the line is the 90 % interval that its own items give it.");
        yield return new Block.Table(
            $"{rank.Model} and its neighbours on {rank.Table.Benchmark}; differences over the choice of tasks",
            [
                new Column("rank", IsNumber: true), new Column("model"), new Column("mean", IsNumber: true),
                new Column("difference", IsNumber: true), new Column("90 % interval"), new Column("reading"),
            ],
            [.. rows.Select(Row)]);
        if (rank.Notes.Count > 0)
        {
            yield return new Block.Bullets(rank.Notes);
        }
    }

    private static string Sentence(RankReport rank)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{rank.Model} would be number {rank.Rank} of {rank.Rows.Count} on {rank.Table.Benchmark}, mean {rank.Mean:F4}");
        var byItems = rank.ByItems is { } items
            ? string.Create(CultureInfo.InvariantCulture, $"; with other items {items.Ranks.Best} to {items.Ranks.Worst}")
            : "";
        var byTasks = rank.ByTasks is { } tasks
            ? string.Create(CultureInfo.InvariantCulture, $"; with other tasks of the kind {tasks.Best} to {tasks.Worst}")
            : "";
        return text + byItems + byTasks + ".";
    }

    private static IReadOnlyList<Cell> Row(RankRow row)
    {
        var bounds = row.Difference?.Interval;
        string Change(double value) => Comparisons.ComparisonText.Change(value);
        return
        [
            new Cell(row.Rank.ToString(CultureInfo.InvariantCulture), row.Rank),
            row.IsOwn ? $"→ {row.Model}" : row.Model,
            new Cell(row.Mean.ToString("F4", CultureInfo.InvariantCulture), row.Mean),
            row.Difference is { } difference ? new Cell(Change(difference.Mean), difference.Mean) : "–",
            bounds is null ? "" : $"{Change(bounds.Lower)} .. {Change(bounds.Upper)}",
            row.Difference?.IsWithinNoise switch
            {
                true => new Cell("≈ within noise", Tone: Tone.Quiet),
                false => "apart",
                null => "",
            },
        ];
    }
}
