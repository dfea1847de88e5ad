using Egtlm.Eval.Leaderboard;
using Egtlm.Eval.Statistics;

namespace Egtlm.Eval.Reports.Ranking;

/// <summary>The published models that have all tasks.</summary>
/// <param name="Models">With one score per task, none where only the mean is known.</param>
internal sealed record RankField(
    IReadOnlyList<(string Name, double Mean, double[] Scores)> Models, IReadOnlyList<string> LeftOut)
{
    /// <param name="hasAll">Whether the tasks are the whole benchmark, so that published means count.</param>
    public static RankField Of(PublishedScores table, IReadOnlyList<BenchmarkColumn> tasks, bool hasAll)
    {
        var (models, leftOut) = (new List<(string, double, double[])>(), new List<string>());
        foreach (var model in table.Models)
        {
            double[] scores = [.. tasks.Select(task => table.ScoreOf(model, task.Task)).OfType<double>()];
            if (model.Mean is { } mean && hasAll)
            {
                models.Add((model.Model, mean, []));
            }
            else if (scores.Length == tasks.Count)
            {
                models.Add((model.Model, BenchmarkMeans.Mean(scores), scores));
            }
            else
            {
                leftOut.Add(model.Model);
            }
        }

        return new RankField(models, leftOut);
    }

    /// <summary>Whether every model has scores by task.</summary>
    private bool HasTasks => Models.All(model => model.Scores.Length > 0);

    /// <summary>The rank of a mean, from 1; equal means share the better one.</summary>
    public int RankOf(double mean) => 1 + Models.Count(model => model.Mean > mean);

    /// <summary>
    /// Ranks over tasks drawn with replacement, the same for all models. Null for fewer than two tasks.
    /// </summary>
    public RankRange? RanksOverTasks(double[] own, BootstrapOptions options)
    {
        if (!HasTasks || own.Length < 2)
        {
            return null;
        }

        // Scores relative to the own ones: a model is above when its drawn sum is above 0.
        double[][] above =
            [.. Models.Select(model => model.Scores.Zip(own, (theirs, ours) => theirs - ours).ToArray())];
        var ranks = new int[options.Resamples];
        var drawn = new int[own.Length];
        for (var b = 0; b < ranks.Length; b++)
        {
            var key = CounterRandom.Key(options.Seed, b);
            for (var k = 0; k < drawn.Length; k++)
            {
                drawn[k] = CounterRandom.Below(key, k, drawn.Length);
            }

            ranks[b] = 1 + above.Count(model => SumOf(model, drawn) > 0);
        }

        Array.Sort(ranks);
        var rank = options.LowerRank(own.Length);
        return new RankRange(ranks[rank], ranks[^(rank + 1)]);
    }

    /// <summary>Everybody by the mean, then by name; the own model first among equals.</summary>
    public IReadOnlyList<RankRow> Rows(string name, double[] own, BootstrapOptions options)
    {
        var bordas = HasTasks
            ? Borda.Ranks(
                Models.Count + 1,
                [
                    .. own.Select((score, task) =>
                        Models.Select(model => (double?)model.Scores[task]).Append(score).ToArray()),
                ])
            : null;
        var mean = BenchmarkMeans.Mean(own);
        var rows = Models.Select((model, place) => new RankRow(
            RankOf(model.Mean) + (mean > model.Mean ? 1 : 0),
            bordas?[place],
            model.Name,
            model.Mean,
            IsOwn: false,
            Difference(model, mean, own, options)));
        var self = new RankRow(RankOf(mean), bordas?[^1], name, mean, IsOwn: true);
        return
        [
            .. rows.Append(self).OrderBy(row => row.Rank).ThenByDescending(row => row.IsOwn)
                .ThenBy(row => row.Model, StringComparer.Ordinal),
        ];
    }

    private static TaskDifference Difference(
        (string Name, double Mean, double[] Scores) model, double mean, double[] own, BootstrapOptions options)
    {
        if (model.Scores.Length == 0)
        {
            return new TaskDifference(mean - model.Mean, null);
        }

        // Damage is the published minus the own score, so the bounds change sides.
        var damage = PairedDamage.Mean(PairedItems.Of(model.Scores, own, higherIsBetter: true), options);
        return new TaskDifference(
            -damage.Mean,
            damage.Interval is { } bounds ? new Interval(-bounds.Upper, -bounds.Lower, bounds.Kind) : null);
    }

    private static double SumOf(double[] values, int[] places)
    {
        var sum = 0.0;
        foreach (var place in places)
        {
            sum += values[place];
        }

        return sum;
    }
}
