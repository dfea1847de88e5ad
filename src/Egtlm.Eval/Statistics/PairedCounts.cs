using MathNet.Numerics;

namespace Egtlm.Eval.Statistics;

/// <summary>Binary items on both sides.</summary>
/// <param name="Items">All items.</param>
/// <param name="Damaged">Right in the baseline, wrong in the candidate.</param>
/// <param name="Repaired">Wrong in the baseline, right in the candidate.</param>
public sealed record PairedCounts(int Items, int Damaged, int Repaired)
{
    /// <summary>Items that changed.</summary>
    public int Discordant => Damaged + Repaired;

    /// <summary>(damaged − repaired) / items, in [−1, 1].</summary>
    public double Difference => (double)(Damaged - Repaired) / Items;

    /// <summary>√((discordant/n − D²)/n), without n − 1.</summary>
    public double StandardError => Math.Sqrt(
        Math.Max(0, ((double)Discordant / Items) - (Difference * Difference)) / Items);

    /// <summary>
    /// McNemar's exact two-sided p: min(1, 2·P(X ≤ min(damaged, repaired))), X ~ Binomial(discordant, ½); 1 when
    /// nothing changed.
    /// </summary>
    public double McNemarP
    {
        get
        {
            var fewer = Math.Min(Damaged, Repaired);
            return 2 * fewer >= Discordant - 1
                ? 1
                : Math.Min(1, 2 * SpecialFunctions.BetaRegularized(Discordant - fewer, fewer + 1, 0.5));
        }
    }

    /// <summary>Counts of damages that are −1 (repaired), 0 and 1 (damaged).</summary>
    /// <exception cref="EvaluationException">Another value; the message names the item.</exception>
    public static PairedCounts Of(PairedItems items)
    {
        int damaged = 0, repaired = 0;
        for (var i = 0; i < items.Damage.Count; i++)
        {
            _ = items.Damage[i] switch
            {
                1 => damaged++,
                -1 => repaired++,
                0 => 0,
                var other => throw ItemChecks.Bad(other, i, items.Ids, "damage", "-1, 0 or 1"),
            };
        }

        return new PairedCounts(items.Damage.Count, damaged, repaired);
    }
}
