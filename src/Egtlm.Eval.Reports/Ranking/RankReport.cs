using Egtlm.Eval.Leaderboard;
using Egtlm.Eval.Statistics;

namespace Egtlm.Eval.Reports.Ranking;

/// <summary>Where a model would stand among published ones.</summary>
public sealed record RankReport
{
    /// <summary>The published scores, which name their benchmark, source and date.</summary>
    public required PublishedScores Table { get; init; }

    /// <summary><c>org/model@revision</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The tasks that everybody below has, in the benchmark's order.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>Tasks of the benchmark that are not among them; empty unless common tasks were asked for.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Mean over the tasks.</summary>
    public required double Mean { get; init; }

    /// <summary>By the mean, from 1; <see cref="Rows"/> says among how many.</summary>
    public required int Rank { get; init; }

    /// <summary>What the sampling of the items leaves open; null where no task has items.</summary>
    public ItemUncertainty? ByItems { get; init; }

    /// <summary>What the choice of tasks leaves open; null for fewer than two tasks, or where only means are known.
    /// </summary>
    public RankRange? ByTasks { get; init; }

    /// <summary>Every ranked model and this one, by the mean.</summary>
    public required IReadOnlyList<RankRow> Rows { get; init; }

    /// <summary>Published models that lack one of the tasks.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Ranks that are within the bounds, each bound passed with a probability of 5 %.</summary>
public sealed record RankRange(int Best, int Worst);

/// <summary>The mean with the bounds that its items give it, and the ranks between them.</summary>
/// <param name="Tasks">Tasks with items; the scores of the others count as exact.</param>
public sealed record ItemUncertainty(Interval Interval, RankRange Ranks, IReadOnlyList<string> Tasks);

/// <summary>A model among the others.</summary>
/// <param name="Borda">mteb's rank by points per task, among the same models; null where only means are known.</param>
/// <param name="Difference">This model's scores minus theirs over the same tasks; null for itself.</param>
public sealed record RankRow(
    int Rank, int? Borda, string Model, double Mean, bool IsOwn, TaskDifference? Difference = null);

/// <summary>A mean difference over paired tasks: positive where the ranked model is better.</summary>
/// <param name="Interval">Over the choice of tasks; null where there are too few, or only means.</param>
public sealed record TaskDifference(double Mean, Interval? Interval)
{
    /// <summary>Whether tasks drawn anew could turn the sign; null without an interval.</summary>
    public bool? IsWithinNoise => Interval is { } bounds ? bounds.Lower <= 0 && bounds.Upper >= 0 : null;
}
