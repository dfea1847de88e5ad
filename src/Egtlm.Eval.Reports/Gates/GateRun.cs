using Egtlm.Eval.Statistics;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Reports.Gates;

/// <summary>Judges a candidate against a baseline by a policy.</summary>
/// <param name="seed">Of the bootstraps; each check draws from its own.</param>
public sealed class GateRun(
    GatePolicy policy, TaskCatalog catalog, GateSide baseline, GateSide candidate, ulong seed, NoiseFloor? noise = null)
{
    /// <summary>The verdict of every check and of all. A check on unequal work is invalid and has no number.</summary>
    public async Task<GateReport> RunAsync(CancellationToken cancellation)
    {
        var checks = await EstimateAsync(cancellation).ConfigureAwait(false);
        CheckResult[] allowed = [.. checks.Select(check => noise?.Refuse(check) ?? check)];
        var judged = CheckVerdicts.PassIdentical(
            CheckVerdicts.Judge(allowed), isSameFolder: baseline.Folder == candidate.Folder);
        return GateReport.Of(policy, baseline, candidate, seed, judged);
    }

    /// <summary>Every check with its damage, but not judged; hard checks are.</summary>
    internal async Task<IReadOnlyList<CheckResult>> EstimateAsync(CancellationToken cancellation)
    {
        var results = new List<CheckResult>();
        foreach (var check in policy.Checks)
        {
            if (TasksOf(check) is not { } tasks)
            {
                results.Add(new CheckResult(
                    check, check.Check, check.Metric, GateOutcome.Invalid, null, Unknown(check)));
                continue;
            }

            var found = new List<CheckResult>();
            foreach (var task in tasks)
            {
                cancellation.ThrowIfCancellationRequested();
                found.Add(await CompareAsync(check, task, cancellation).ConfigureAwait(false));
            }

            results.AddRange(check.Metric == GateMetric.MeanOfTasks ? [Mean(check, found)] : found);
        }

        return results;
    }

    /// <summary>The tasks of a check, with what a benchmark changes in them; null when nobody knows the name.</summary>
    private (string Name, string? MainScore)[]? TasksOf(GateCheck check)
    {
        try
        {
            // Nats and bits are checked by name: they share no margin with the scores of embedding tasks.
            var companions = catalog.Companions([check.Check]);
            return
            [
                .. catalog.WithSubTasks(catalog.Resolve([check.Check]))
                    .Where(task => !task.IsAggregate && !companions.Contains(task.Name))
                    .Select(task => (task.Name, (string?)task.MainScore)),
            ];
        }
        catch (EvaluationException)
        {
            // A task that the user has results of needs no task file here.
            return baseline.Holds(check.Check) || candidate.Holds(check.Check) ? [(check.Check, null)] : null;
        }
    }

    private string Unknown(GateCheck check)
    {
        var names = catalog.Tasks.Select(task => task.Name).Concat(catalog.Benchmarks.Select(one => one.Name));
        return $"there is no task or benchmark '{check.Check}', and neither side has results of it"
            + (NearestName.Hint(check.Check, names) is { } hint ? $"; {hint}" : "");
    }

    private async Task<CheckResult> CompareAsync(
        GateCheck check, (string Name, string? MainScore) task, CancellationToken cancellation)
    {
        var before = await baseline.ReadAsync(task.Name, cancellation).ConfigureAwait(false);
        var after = await candidate.ReadAsync(task.Name, cancellation).ConfigureAwait(false);
        (before, var refusal) = await DriftBaseline.OfAsync(task.Name, baseline, before, after, cancellation)
            .ConfigureAwait(false);
        var values = (before.Items ?? after.Items)?.Rows is [var first, ..] ? first.Values.Keys : [];
        var metric = check.Metric is GateMetric.Main or GateMetric.MeanOfTasks
            ? GateMetric.OfTask(task.MainScore, values)
            : GateMetric.Find(check.Metric);

        // Without items any metric leads to the same reason.
        var pairs = refusal ?? SameWork.Pair(task.Name, before, after, metric ?? GateMetric.All[0], check.Subset);
        var result = new CheckResult(check, task.Name, metric?.Name ?? check.Metric, GateOutcome.Invalid)
        {
            Pairs = pairs,
        };
        if (pairs.Reason is not null)
        {
            var isMissed = !pairs.IsAbsent || result.Decides;
            return result with
            {
                Outcome = isMissed ? GateOutcome.Invalid : GateOutcome.Skipped,
                Reason = pairs.Reason,
            };
        }

        if (metric is null)
        {
            return result with { Reason = $"the items of '{task.Name}' have no metric that can be compared" };
        }

        return Estimate(result, metric);
    }

    private CheckResult Estimate(CheckResult result, GateMetric metric)
    {
        var rows = result.Pairs!.Rows; // not null: the caller paired them
        if (result.Check.Tier == GateTier.Hard)
        {
            var (outcome, reason) = CheckVerdicts.Hard(rows, metric);
            return result with { Outcome = outcome, Reason = reason };
        }

        try
        {
            var bootstrap = new BootstrapOptions(CounterRandom.SeedOf(result.Name, seed));
            return result with
            {
                Outcome = GateOutcome.Inconclusive,
                Values = MetricDamage.Of(rows, metric, result.Check, bootstrap),
            };
        }
        catch (EvaluationException error)
        {
            return result with { Reason = error.Message };
        }
    }

    private static CheckResult Mean(GateCheck check, List<CheckResult> tasks)
    {
        var result = new CheckResult(check, check.Check, check.Metric, GateOutcome.Inconclusive);
        if (tasks.FirstOrDefault(task => task.Values is null) is { } invalid)
        {
            var isAbsent = tasks.All(task => task.Outcome == GateOutcome.Skipped);
            return result with
            {
                Outcome = isAbsent ? GateOutcome.Skipped : GateOutcome.Invalid,
                Reason = invalid.Reason,
            };
        }

        // Not null: asked for above.
        return result with { Values = MetricDamage.Average([.. tasks.Select(task => task.Values!)]) };
    }
}
