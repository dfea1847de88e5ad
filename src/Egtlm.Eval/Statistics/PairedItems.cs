using System.Globalization;

namespace Egtlm.Eval.Statistics;

/// <summary>What the candidate changed on each item; positive is harm.</summary>
/// <param name="Damage">Harm per item, finite.</param>
/// <param name="Weights">Weight per item, finite and >= 0 (scored tokens, bytes); null for 1 each.</param>
/// <param name="Clusters">
/// Number of the cluster (document, question, subject) of each item; null: items are independent.
/// </param>
/// <param name="Ids">Names for messages; null: the index from 0.</param>
public sealed record PairedItems(
    IReadOnlyList<double> Damage,
    IReadOnlyList<double>? Weights = null,
    IReadOnlyList<int>? Clusters = null,
    IReadOnlyList<string>? Ids = null)
{
    /// <summary>Harm of each item: baseline − candidate where more is better, else candidate − baseline.</summary>
    public static PairedItems Of(
        IReadOnlyList<double> baseline,
        IReadOnlyList<double> candidate,
        bool higherIsBetter,
        IReadOnlyList<int>? clusters = null,
        IReadOnlyList<string>? ids = null)
    {
        ItemChecks.SameCount(baseline.Count, candidate.Count, "candidate");
        ItemChecks.Finite(baseline, ids, "baseline");
        ItemChecks.Finite(candidate, ids, "candidate");
        var sign = higherIsBetter ? 1 : -1;
        var damage = new double[baseline.Count];
        for (var i = 0; i < damage.Length; i++)
        {
            damage[i] = sign * (baseline[i] - candidate[i]);
        }

        return new PairedItems(damage, null, clusters, ids);
    }

    /// <summary>Cluster numbers for keys: 0 for the first key seen, 1 for the next new one and so on.</summary>
    public static int[] Number(IReadOnlyList<string> keys)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. keys.Select(key => numbers.TryAdd(key, numbers.Count) ? numbers.Count - 1 : numbers[key])];
    }
}

/// <summary>Refuses items that have no honest statistic.</summary>
internal static class ItemChecks
{
    public static void Any(int count)
    {
        if (count == 0)
        {
            throw new EvaluationException(
                "there are no items to compare", "a check needs items that both result sets hold");
        }
    }

    public static void SameCount(int expected, int found, string what)
    {
        if (found != expected)
        {
            throw new EvaluationException($"a paired statistic has {expected} items, but {found} of '{what}'");
        }
    }

    public static void Finite(IReadOnlyList<double> values, IReadOnlyList<string>? ids, string what)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw Bad(values[i], i, ids, what, "a finite number");
            }
        }
    }

    public static void Weights(IReadOnlyList<double> weights, IReadOnlyList<string>? ids, string what)
    {
        var total = 0.0;
        for (var i = 0; i < weights.Count; i++)
        {
            if (!double.IsFinite(weights[i]) || weights[i] < 0)
            {
                throw Bad(weights[i], i, ids, what, "a finite number >= 0");
            }

            total += weights[i];
        }

        if (weights.Count > 0 && !(total > 0 && double.IsFinite(total)))
        {
            throw new EvaluationException(
                $"the {what}s of {weights.Count} items sum to {Text(total)}: there is nothing to divide by");
        }
    }

    public static EvaluationException Bad(
        double value, int index, IReadOnlyList<string>? ids, string what, string expected)
    {
        var id = ids is null ? index.ToString(CultureInfo.InvariantCulture) : ids[index];
        return new EvaluationException(
            $"item '{id}' has {what} {Text(value)}, expected {expected}",
            "evaluate again: a result set with such an item cannot be judged");
    }

    private static string Text(double value) => value switch
    {
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
