using System.Text.Json;
using Egtlm.Eval.Statistics;
using Xunit;

namespace Egtlm.Eval.Tests.Statistics;

/// <summary>Compares with stats.json in the tolerances that its how_to_read gives.</summary>
internal static class GoldenAssert
{
    public static void Estimate(JsonElement expected, DamageEstimate found, double margin)
    {
        Relative(expected.GetProperty("difference"), found.Mean);
        if (expected.TryGetProperty("mcnemar_p", out var p))
        {
            P(p.GetDouble(), found.Counts!.McNemarP);
            Bounds(expected.GetProperty("tango_two_sided_95"), TangoInterval.Of(found.Counts, Quantiles.TwoSided95));
            Bounds(expected.GetProperty("bounds").GetProperty("tango"), TangoInterval.Of(found.Counts));
            Relative(expected.GetProperty("se"), found.Counts.StandardError);
        }

        var isClustered = expected.TryGetProperty("clustered_se", out var clusteredError);
        Relative(isClustered ? clusteredError : expected.GetProperty("se"), found.StandardError);
        Relative(expected.GetProperty("mde_2_93"), found.MinimumDetectableEffect);
        if (expected.TryGetProperty("margin_is_powered", out var powered))
        {
            bool? isPowered = powered.ValueKind == JsonValueKind.Null ? null : powered.GetBoolean();
            Assert.Equal(isPowered, found.IsPowered(margin));
        }

        var method = expected.GetProperty("default_method").GetString()!;
        Assert.Equal(expected.GetProperty("verdict").GetString(), Name(found.Against(margin)));
        Assert.Equal(
            expected.GetProperty("bounds").TryGetProperty(method, out var bounds) ? method : null,
            found.Interval is { } interval ? Name(interval.Kind) : null);
        if (bounds.ValueKind == JsonValueKind.Array && found.Interval is { WidenedBy: null } decides)
        {
            Bounds(bounds, decides);
        }
    }

    /// <summary>Every interval of closed form, also those that decide nothing.</summary>
    public static void Intervals(JsonElement expected, PairedItems items, double margin)
    {
        var independent = ClusterSums.Of(items with { Clusters = null });
        var clustered = ClusterSums.Of(items);
        var isBinary = expected.TryGetProperty("damaged", out _);
        var error = isBinary ? PairedCounts.Of(items).StandardError : independent.StandardError;
        foreach (var method in expected.GetProperty("bounds").EnumerateObject())
        {
            var found = method.Name switch
            {
                "normal" => MeanIntervals.Normal(independent.Mean, error, IntervalKind.Normal),
                "t" => MeanIntervals.T(independent.Mean, error, independent.Count, IntervalKind.T),
                "tango" => TangoInterval.Of(PairedCounts.Of(items)),
                "clustered_normal" => MeanIntervals.Normal(
                    clustered.Mean, clustered.StandardError, IntervalKind.ClusteredNormal),
                "clustered_t" => MeanIntervals.T(
                    clustered.Mean, clustered.StandardError, clustered.Count, IntervalKind.ClusteredT),
                "t_on_cluster_means" => MeanIntervals.TOnClusterMeans(clustered),
                var other => throw new InvalidOperationException($"unknown method '{other}'"),
            };
            Bounds(method.Value, found!);
            Assert.Equal(
                expected.GetProperty("verdicts").GetProperty(method.Name).GetString(),
                Name(Verdicts.Of(found, margin)));
        }
    }

    public static void Bounds(JsonElement expected, Interval found)
    {
        Assert.Equal(expected[0].GetDouble(), found.Lower, 1e-8);
        Assert.Equal(expected[1].GetDouble(), found.Upper, 1e-8);
    }

    public static void P(double expected, double found) =>
        Assert.Equal(expected, found, (Math.Abs(expected) * 1e-10) + 1e-300);

    public static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "PASS",
        Verdict.Breach => "BREACH",
        Verdict.Inconclusive => "INCONCLUSIVE",
    };

    private static string Name(IntervalKind kind) => kind switch
    {
        IntervalKind.Normal => "normal",
        IntervalKind.T => "t",
        IntervalKind.Tango => "tango",
        IntervalKind.ClusteredNormal => "clustered_normal",
        IntervalKind.ClusteredT => "clustered_t",
        IntervalKind.TOnClusterMeans => "t_on_cluster_means",
        IntervalKind.Percentile => "percentile",
        IntervalKind.Studentised => "studentised",
        IntervalKind.ScaledTango => "scaled_tango",
        IntervalKind.Combined => "combined",
    };

    private static void Relative(JsonElement expected, double? found)
    {
        Assert.Equal(expected.ValueKind == JsonValueKind.Null, found is null);
        if (found is { } value)
        {
            // Sums of differences of numbers near 1 keep no more than 1e-16 of them.
            Assert.Equal(expected.GetDouble(), value, (Math.Abs(expected.GetDouble()) * 1e-9) + 1e-15);
        }
    }
}
