using System.Text.Json;
using System.Text.Json.Serialization;
using Egtlm.Eval.Statistics;

namespace Egtlm.Eval.Benchmarks;

/// <summary>
/// Real values of items, JSON lines: <c>{"item", "cluster", "value", "weight"}</c>, value the harm (positive), cluster
/// and weight optional; or <c>{"item", "gold", "baseline", "candidate"}</c> for scored pairs.
/// </summary>
internal static class GateItemsFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <param name="margin">True damage that binary items are brought to; null leaves them.</param>
    public static GatePopulation Read(string path, double? margin)
    {
        Line[] lines = [.. File.ReadLines(path).Where(line => line.Length > 0).Select(Parse)];
        var name = $"{Path.GetFileName(path)}, {lines.Length} items";
        if (lines.Length == 0)
        {
            throw new EvaluationException($"'{path}' has no items");
        }

        if (lines[0].Gold is null)
        {
            GateItem[] items = [.. lines.Select(line => new GateItem(line.Value ?? 0, line.Cluster, line.Weight ?? 1))];
            var isBinary = items.All(item => item is { Value: -1 or 0 or 1, Weight: 1 });
            return GatePopulation.Items(name, isBinary && margin is { } damage ? Shifted(items, damage) : items);
        }

        var pairs = new ScoredPairs(
            Array.ConvertAll(lines, line => line.Gold ?? 0),
            Array.ConvertAll(lines, line => line.Baseline ?? 0),
            Array.ConvertAll(lines, line => line.Candidate ?? 0));
        return GatePopulation.Pairs(name, pairs, lines.Length, WholeSetDamage.Spearman);
    }

    /// <summary>
    /// Makes unchanged items damaged, or damaged ones unchanged, in a fixed random order until the damage is the
    /// margin.
    /// </summary>
    public static GateItem[] Shifted(GateItem[] items, double margin)
    {
        var missing = (int)Math.Round((margin * items.Length) - items.Sum(item => item.Value));
        var key = CounterRandom.Key(1, 0);
        var (from, to) = missing > 0 ? (0, 1) : (1, 0);
        int[] chosen =
        [
            .. Enumerable.Range(0, items.Length).Where(i => items[i].Value == from)
                .OrderBy(i => CounterRandom.Value(key, i)).Take(Math.Abs(missing)),
        ];
        GateItem[] shifted = [.. items];
        foreach (var index in chosen)
        {
            shifted[index] = shifted[index] with { Value = to };
        }

        return shifted;
    }

    private static Line Parse(string line) => JsonSerializer.Deserialize<Line>(line, Options)!; // null only for 'null'

    private sealed record Line(
        string? Item,
        string? Cluster,
        double? Value,
        double? Weight,
        double? Gold,
        double? Baseline,
        double? Candidate);
}
