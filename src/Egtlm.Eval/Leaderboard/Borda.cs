namespace Egtlm.Eval.Leaderboard;

/// <summary>mteb's ranking of models by points per task. Source: mteb 2.20 benchmarks/_create_table.py.</summary>
public static class Borda
{
    /// <summary>
    /// On each task a model gets <c>models - rank</c> points, equal scores sharing the average of their ranks; a
    /// missing score gets none, and a NaN ranks above all numbers, as in polars.
    /// </summary>
    /// <param name="scores">One list per task, with one score per model; null where it is missing.</param>
    /// <returns>The rank of each model, from 1; models with equal points share the best of their ranks.</returns>
    public static int[] Ranks(int models, IReadOnlyList<IReadOnlyList<double?>> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var points = new double[models];
        foreach (var task in scores)
        {
            for (var model = 0; model < models; model++)
            {
                if (task[model] is { } score)
                {
                    points[model] += models - AverageRank(score, task);
                }
            }
        }

        return [.. points.Select(own => 1 + points.Count(other => other > own))];
    }

    private static double AverageRank(double score, IReadOnlyList<double?> all)
    {
        var better = all.Count(other => other is { } value && IsAbove(value, score));
        var equal = all.Count(other => other is { } value && !IsAbove(value, score) && !IsAbove(score, value));
        return better + ((equal + 1) / 2.0);
    }

    private static bool IsAbove(double a, double b) => a > b || (double.IsNaN(a) && !double.IsNaN(b));
}
