namespace Egtlm.Eval.Results;

/// <summary>How earlier versions of mteb called a metric, so that published files can be compared with ours.</summary>
public static class MetricSpelling
{
    /// <summary>The names under which <paramref name="metric"/> may stand in a file, today's first.</summary>
    /// <remarks>
    /// Sources: mteb/results/task_result.py, <c>_convert_from_before_v1_11_0</c> (cos_sim), the reranking evaluator of
    /// mteb 1.x (map; mrr, which is cut at 10) and scoring-spec §2.6 (cv_recall). The old <c>map</c> groups ties where
    /// <c>map_at_1000</c> orders them: the numbers are close, not equal.
    /// </remarks>
    public static IEnumerable<string> NamesOf(string metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        yield return metric;
        if (Older(metric) is { } older)
        {
            yield return older;
        }
    }

    /// <summary>Today's name of a metric in an earlier spelling; null for other names.</summary>
    public static string? Newer(string metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric switch
        {
            "map" => "map_at_1000",
            "mrr" => "mrr_at_10",
            _ => Renamed(metric, "cv_recall_at_", "hit_rate_at_") ?? Renamed(metric, "cos_sim_", "cosine_"),
        };
    }

    private static string? Older(string metric) => metric switch
    {
        "map_at_1000" or "max_over_subqueries_map_at_1000" => "map",
        "mrr_at_10" => "mrr",
        _ => Renamed(metric, "hit_rate_at_", "cv_recall_at_") ?? Renamed(metric, "cosine_", "cos_sim_"),
    };

    private static string? Renamed(string metric, string prefix, string replacement) =>
        metric.StartsWith(prefix, StringComparison.Ordinal) ? replacement + metric[prefix.Length..] : null;
}
