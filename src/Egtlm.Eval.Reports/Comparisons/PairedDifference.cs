using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Statistics;

namespace Egtlm.Eval.Reports.Comparisons;

/// <summary>A model against the reference on one task, item by item: the statistics of the gate.</summary>
/// <param name="Damage">Null where the items cannot be compared.</param>
/// <param name="Metric">Of the items; null as <paramref name="Damage"/>.</param>
/// <param name="Note">Why there is no damage, or which metric stands in.</param>
/// <param name="IsRefused">The two did not do the same work: no number at all.</param>
internal sealed record PairedDifference(
    MetricDamage? Damage, GateMetric? Metric, string? Note, bool IsRefused = false)
{
    /// <summary>Estimates by parts as scores are made: splits and subsets apart, then their mean.</summary>
    public static PairedDifference Of(string task, string mainScore, TaskSide reference, TaskSide model, ulong seed)
    {
        if (reference.Items is null || model.Items is null)
        {
            return new PairedDifference(
                null, null, reference.Failure ?? model.Failure ?? "no per-item values: no interval");
        }

        var values = reference.Items.Rows is [var first, ..] ? first.Values.Keys : [];
        var metric = GateMetric.OfTask(mainScore, values);
        var pairs = SameWork.Pair(task, reference, model, metric ?? GateMetric.All[0], subset: null);
        if (pairs.Reason is not null || metric is null)
        {
            return new PairedDifference(
                null, null, pairs.Reason ?? "the items have no metric that can be compared",
                IsRefused: pairs.Reason is not null);
        }

        try
        {
            var check = new GateCheck(task, metric.Name, GateTier.Supporting);
            var bootstrap = new BootstrapOptions(CounterRandom.SeedOf($"{task} {metric.Name}", seed));
            return new PairedDifference(
                MetricDamage.Of(pairs.Rows, metric with { IsByPart = true }, check, bootstrap),
                metric,
                metric.Name == mainScore ? null : $"interval of {metric.Name}, which stands in for {mainScore}");
        }
        catch (EvaluationException error)
        {
            return new PairedDifference(null, null, error.Message);
        }
    }
}
