using Egtlm.Eval.Reports.Charts;
using Egtlm.Eval.Reports.Comparisons;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>Did generation get worse?</summary>
internal static class GenerationSection
{
    public static Section? Of(Report report)
    {
        var comparison = report.Comparison;
        ComparedTask[] tasks = [.. comparison.Tasks.Where(task => task.IsGeneration)];
        if (tasks.Length == 0)
        {
            return null;
        }

        var blocks = new List<Block>();
        if (comparison.Models.Count > 1 && GenerationChart.Of(comparison) is { } chart)
        {
            blocks.Add(new Block.Figure(
                chart,
                "Every check on a scale of its own: nats, bits, shares and margins have no common unit and no mean."));
        }

        blocks.Add(DifferenceTable.Scores(
            "Main value of every check; ↓: lower is better", comparison, tasks, report.Shown));
        return new Section("generation", "Generation", blocks);
    }
}
