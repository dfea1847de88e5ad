using Egtlm.Eval.Reports.Comparisons;
using Egtlm.Eval.Reports.Ranking;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>All that a report says; pages and the JSON document are functions of it.</summary>
/// <param name="MadeBy">Tool, version and time.</param>
/// <param name="Models">As in the comparison; the first is the reference.</param>
/// <param name="Generation">Every metric of the generating half.</param>
/// <param name="Ranks">One per model that a table of published scores can place.</param>
/// <param name="IsTrend">The models are checkpoints of one training, oldest first.</param>
/// <param name="Notes">Of the report itself; the comparison has its own.</param>
public sealed record Report(
    string Title,
    string MadeBy,
    IReadOnlyList<ComparedModel> Models,
    Comparison Comparison,
    IReadOnlyList<ModelCost> Costs,
    IReadOnlyList<GenerationMetric> Generation,
    IReadOnlyList<RankReport> Ranks,
    bool IsTrend,
    IReadOnlyList<string> Notes)
{
    /// <summary>More columns and dots than this cannot be read; all models are in the overview and the JSON.</summary>
    public const int MostShown = 8;

    /// <summary>Places of the models in wide tables and charts: the reference and the best by the first mean, in the
    /// order given.</summary>
    public IReadOnlyList<int> Shown
    {
        get
        {
            var mean = Comparison.Means.FirstOrDefault(one => one.Name == ComparedMean.OverTasks);
            return
            [
                .. Enumerable.Range(1, Models.Count - 1)
                    .OrderByDescending(model => mean?.Scores[model] ?? double.NegativeInfinity)
                    .Take(MostShown - 1).Append(0).Order(),
            ];
        }
    }
}
