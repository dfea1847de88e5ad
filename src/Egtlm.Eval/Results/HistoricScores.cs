namespace Egtlm.Eval.Results;

/// <summary>The scores of one split in a file of mteb before 1.11, in today's form.</summary>
internal static class HistoricScores
{
    private const string Time = "evaluation_time";

    // Objects of scores, where any other object is a subset. Source: mteb/results/task_result.py.
    private static readonly string[] s_groups = ["v_measures", "cos_sim", "euclidean", "manhattan", "dot", "max"];

    private static readonly (string Today, string Then)[] s_families =
    [
        ("cosine", "cos_sim"), ("manhattan", "manhattan"), ("euclidean", "euclidean"), ("dot", "dot"), ("max", "max"),
        ("similarity", "similarity"),
    ];

    /// <summary>Whether the split names subsets; else its scores are those of <c>default</c>.</summary>
    public static bool HasSubsets(Scores split) =>
        split.Any(item => item.Value is ScoreValue.Map && !s_groups.Contains(item.Key));

    public static double SecondsOf(Scores split) => split.Find(Time) switch
    {
        ScoreValue.Number number => number.Value,
        ScoreValue.Whole whole => whole.Value,
        _ => 0,
    };

    public static IEnumerable<(string Name, Scores Scores)> Subsets(Scores split, bool hasSubsets) => hasSubsets
        ? split.Where(item => item.Value is ScoreValue.Map)
            .Select(item => (item.Key, Scores: ((ScoreValue.Map)item.Value).Items))
        : [("default", [.. split.Where(item => item.Key != Time)])];

    /// <summary>Pair and STS scores under today's flat names, and a main score; null where there is none.</summary>
    /// <param name="mainMetric">The task's main metric; null for a task that is not known.</param>
    public static Scores Today(Scores scores, string? mainMetric)
    {
        Scores today = [.. scores.Where(item => !s_families.Any(family => family.Then == item.Key))];
        foreach (var (name, then) in s_families)
        {
            if (scores.Find(then) is ScoreValue.Map group)
            {
                today.AddRange(group.Items.Select(item => KeyValuePair.Create($"{name}_{item.Key}", item.Value)));
            }
        }

        if (today.Find("main_score") is null)
        {
            var names = mainMetric is null ? [] : MetricSpelling.NamesOf(mainMetric);
            var main = names.Select(today.Find).FirstOrDefault(value => value is not null);
            today.Add("main_score", main ?? new ScoreValue.Null());
        }

        return today;
    }

    /// <summary>Scores with <c>"max": {"ap": …}</c> as <c>"max_ap"</c>, at the end, as mteb moves them.</summary>
    public static Scores Flat(Scores scores)
    {
        Scores flat = [.. scores.Where(item => item.Value is not ScoreValue.Map)];
        foreach (var (group, value) in scores)
        {
            if (value is ScoreValue.Map map)
            {
                map.Items.ForEach(item => flat.Set($"{group}_{item.Key}", item.Value));
            }
        }

        return flat;
    }
}
